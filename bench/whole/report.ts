import { z } from 'zod';
import { describeMachine, machineSchema } from '../stage/machine.js';
import { judgement, markdown, tableSchema } from '../stage/table.js';
import { PARTS } from './parts.js';

/** All that one run of all parts has measured. */
export const reportSchema = z.object({
  machine: machineSchema,
  parts: z.array(z.object({ name: z.enum(PARTS), seconds: z.number(), tables: z.array(tableSchema) })),
});
export type Report = z.output<typeof reportSchema>;

const TITLES = {
  worker: 'Recording',
  charts: 'Asking',
  cold: 'Starting, and asking Spotify',
  peers: 'Beside peers',
} as const;

/** The whole report, in Markdown. */
export function wholeReport(report: Report): string {
  const minutes = report.parts.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
  return [
    '# What Headliner costs: one run',
    describeMachine(report.machine),
    `It took ${minutes.toFixed(1)} minutes. What the figures mean stands in [the README](../README.md).`,
    ...report.parts.map((part) => `## ${TITLES[part.name]}\n\n${tablesOf(report, part.name)}`),
    '',
  ].join('\n\n');
}

/** The tables of one part, in Markdown. */
export function tablesOf({ parts }: Report, name: Report['parts'][number]['name']): string {
  const tables = parts.find((part) => part.name === name)?.tables ?? [];
  return tables.map((table) => `**${table.title}**\n\n${markdown(table)}`).join('\n\n');
}

/** The table that docs/operating/scaling.md shows, in Markdown. */
export function headlines({ parts }: Report): string {
  const rows = parts.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
  const lines = rows.flatMap(({ headline, goal }) =>
    headline ? [`| ${headline.what} | ${headline.value} | ${judgement(goal)} |`] : [],
  );
  return ['| what | measured | goal |', '| --- | --- | --- |', ...lines].join('\n');
}
