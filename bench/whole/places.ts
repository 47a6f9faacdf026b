import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describeMachine } from '../stage/machine.js';
import { PARTS } from './parts.js';
import { headlines, type Report, reportSchema, tablesOf, wholeReport } from './report.js';

const bench = resolve(import.meta.dirname, '..');
const KEPT = resolve(bench, 'results/latest.json');

/** Keeps a report as the latest. */
export async function keep(report: Report): Promise<void> {
  mkdirSync(resolve(bench, 'results'), { recursive: true });
  await write(KEPT, JSON.stringify(report));
  await write(resolve(bench, 'results/latest.md'), wholeReport(report));
}

/** The report that was kept last. */
export function kept(): Report {
  return reportSchema.parse(JSON.parse(readFileSync(KEPT, 'utf8')));
}

/** Fills the marked places of bench/README.md and docs/operating/scaling.md, so that all figures are from one run. */
export async function fillPlaces(report: Report): Promise<void> {
  const places = PARTS.map((name) => [name, tablesOf(report, name)] as const);
  await fill(resolve(bench, 'README.md'), [['machine', describeMachine(report.machine)], ...places]);
  await fill(resolve(bench, '../docs/operating/scaling.md'), [['headlines', headlines(report)]]);
}

/** @throws when a place is not marked, or its end is not */
async function fill(
  file: string,
  places: readonly (readonly [name: string, content: string])[],
): Promise<void> {
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of places) {
    const begin = `<!-- measured: ${name} -->`;
    const end = '<!-- /measured -->';
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from === -1 || to === -1) throw new Error(`${file} has no place that is marked ${begin} … ${end}.`);
    text = `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
  }
  await write(file, text);
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
