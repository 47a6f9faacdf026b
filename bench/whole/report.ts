import { z } from 'zod';
import {
  describeMachine,
  machineSchema,
  formatGoal,
  markdown,
  type Table,
  tableSchema,
} from '../stage/tables.js';
import { drawRequests, formatShort } from './short.js';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** The parts of the benchmark, in the order in which they run. */
export const PARTS = ['peers', 'expired', 'charts', 'shares', 'history', 'worker', 'cold'] as const;
export type PartName = (typeof PARTS)[number];

/** The tables of all parts of one run. */
export const reportSchema = z.object({
  machine: machineSchema,
  parts: z.array(z.object({ name: z.enum(PARTS), seconds: z.number(), tables: z.array(tableSchema) })),
});
export type Report = z.output<typeof reportSchema>;

const TITLES = {
  peers: 'One listener and 1,000, beside other servers',
  expired: '1,000 listeners whose lists have expired',
  charts: 'Charts, trends and years',
  shares: 'Shares',
  history: 'Importing ten years',
  worker: 'Recording',
  cold: 'Startup, and lists from Spotify',
} as const;

/** Formats the whole report as Markdown. */
export function formatReport(report: Report): string {
  const minutes = report.parts.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  return [
    '# What Headliner costs: one run',
    describeMachine(report.machine),
    `It took ${minutes.toFixed(1)} minutes. [The README](../README.md) explains the figures.`,
    ...report.parts.map((part) => `## ${TITLES[part.name]}\n\n${formatPart(report, part.name)}`),
    '',
  ].join('\n\n');
}

/** Formats the tables of one part as Markdown. */
function formatPart({ parts }: Report, name: PartName): string {
  return formatTables(parts.find((part) => part.name === name)?.tables ?? []);
}

/** Formats tables with their titles as Markdown. */
export function formatTables(tables: readonly Table[]): string {
  return tables.map((table) => `**${table.title}**\n\n${markdown(table)}`).join('\n\n');
}

/** Formats the table of docs/operating/scaling.md as Markdown. */
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
export async function saveReport(report: Report): Promise<void> {
  mkdirSync(resolve(bench, 'results'), { recursive: true });
  await write(LATEST, JSON.stringify(report));
  await write(resolve(bench, 'results/latest.md'), formatReport(report));
  writeFileSync(resolve(bench, 'results/requests.svg'), drawRequests(report));
}

/** Loads the latest report. */
export function loadReport(): Report {
  return reportSchema.parse(JSON.parse(readFileSync(LATEST, 'utf8')));
}

/** Writes the tables into README.md, bench/README.md and docs/operating/scaling.md, so that all figures are from one run. */
export async function updateDocs(report: Report): Promise<void> {
  const sections = PARTS.map((name) => [name, formatPart(report, name)] as const);
  await updateSections(resolve(bench, 'README.md'), [
    ['machine', describeMachine(report.machine)],
    ...sections,
  ]);
  await updateSections(resolve(bench, '../docs/operating/scaling.md'), [
    ['headlines', formatHeadlines(report)],
  ]);
  await updateSections(resolve(bench, '../README.md'), [['short', formatShort(report)]]);
}

/**
 * Replaces what lies between the marks of sections in a Markdown file.
 *
 * @throws if the file lacks the marks of a section
 */
export async function updateSections(
  file: string,
  sections: readonly (readonly [name: string, content: string])[],
): Promise<void> {
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of sections) {
    const begin = `<!-- measured: ${name} -->`;
    const end = '<!-- /measured -->';
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from === -1 || to === -1) throw new Error(`${file} has no section between ${begin} and ${end}.`);
    text = `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
  }
  await write(file, text);
}

async function write(file: string, text: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
