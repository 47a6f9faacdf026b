import { z } from 'zod';
import {
  describeMachine,
  machineSchema,
  formatGoal,
  markdown,
  type Table,
  tableSchema,
} from '../stage/tables.js';
import { PART_NOTES } from './parts.js';
import { drawRequests, formatShort } from './short.js';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ROOT } from '../stage/child.js';

/** The parts of the benchmark, in the order in which they run. */
export const PARTS = Object.keys(PART_NOTES) as PartName[];
export type PartName = keyof typeof PART_NOTES;

/** The tables of all parts of one run. */
const reportSchema = z.object({
  machine: machineSchema,
  parts: z.array(
    z.object({
      name: z.enum(PARTS as [PartName, ...PartName[]]),
      seconds: z.number(),
      tables: z.array(tableSchema),
    }),
  ),
});
export type Report = z.output<typeof reportSchema>;

/** Formats the whole report as Markdown. */
export function formatReport(report: Report): string {
  const minutes = report.parts.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  return [
    '# What Headliner costs: one run',
    describeMachine(report.machine),
    `It took ${minutes.toFixed(1)} minutes. [The README](../README.md) explains the figures.`,
    ...report.parts.map(formatPart),
    '',
  ].join('\n\n');
}

/** Formats the notes and tables of one part as Markdown. */
function formatPart({ name, tables }: Report['parts'][number]): string {
  const { title, notes } = PART_NOTES[name];
  return `## ${title}\n\n${notes}\n\n${formatTables(tables)}`;
}

/** Formats tables with their titles as Markdown. */
export function formatTables(tables: readonly Table[]): string {
  return tables.map((table) => `**${table.title}**\n\n${markdown(table)}`).join('\n\n');
}

/** Formats the most important rows of all parts as Markdown. */
function formatHeadlines({ parts }: Report): string {
  const rows = parts.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
  const lines = rows.flatMap(({ headline, goal }) =>
    headline ? [`| ${headline.what} | ${headline.value} | ${formatGoal(goal)} |`] : [],
  );
  return ['| what | measured | goal |', '| --- | --- | --- |', ...lines].join('\n');
}

const bench = resolve(import.meta.dirname, '..');
const LATEST = resolve(bench, 'results/latest.json');

/** Saves a report as the latest one. */
export function saveReport(report: Report): void {
  mkdirSync(resolve(bench, 'results'), { recursive: true });
  writeFormatted(LATEST, JSON.stringify(report));
  writeFormatted(resolve(bench, 'results/latest.md'), formatReport(report));
  writeFileSync(resolve(bench, 'results/requests.svg'), drawRequests(report));
}

/** Loads the latest report. */
export function loadReport(): Report {
  return reportSchema.parse(JSON.parse(readFileSync(LATEST, 'utf8')));
}

/** Writes the tables into README.md, bench/README.md and docs/operating/scaling.md, so that all figures are from one run. */
export function updateDocs(report: Report): void {
  const headlines = ['headlines', formatHeadlines(report)] as const;
  updateSections(resolve(bench, 'README.md'), [['machine', describeMachine(report.machine)], headlines]);
  updateSections(resolve(bench, '../docs/operating/scaling.md'), [headlines]);
  updateSections(resolve(bench, '../README.md'), [['short', formatShort(report)]]);
}

/**
 * Replaces what lies between the marks of sections in a Markdown file.
 *
 * @throws if the file lacks the marks of a section
 */
export function updateSections(
  file: string,
  sections: readonly (readonly [name: string, content: string])[],
): void {
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of sections) {
    const begin = `<!-- measured: ${name} -->`;
    const end = '<!-- /measured -->';
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from === -1 || to === -1) throw new Error(`${file} has no section between ${begin} and ${end}.`);
    text = `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
  }
  writeFormatted(file, text);
}

/** Writes a file in the format that `npm run check` requires. */
export function writeFormatted(file: string, text: string): void {
  writeFileSync(file, text);
  execFileSync(join(ROOT, 'node_modules/.bin/oxfmt'), [file], { cwd: ROOT });
}
