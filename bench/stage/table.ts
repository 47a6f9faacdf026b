import { z } from 'zod';

const row = z.object({
  what: z.string(),
  /** One for each column. */
  values: z.array(z.string()),
  goal: z.tuple([z.string(), z.boolean()]).optional(),
  /** How docs/operating/scaling.md shows it, if it does: a description and one value. */
  headline: z.object({ what: z.string(), value: z.string() }).optional(),
});
export const tableSchema = z.object({
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(row),
});

/** A line of a report: what was measured, and the goal with whether it is met. */
export type Row = z.output<typeof row>;
export type Table = z.output<typeof tableSchema>;

/** As Markdown; with a column for goals where there are any. */
export function markdown({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const judged = rows.some(({ goal }) => goal !== undefined);
  const heads = ['what', ...columns, ...(judged ? ['goal'] : [])];
  const lines = rows.map(({ what, values, goal }) =>
    line([what, ...values, ...(judged ? [judgement(goal)] : [])]),
  );
  return [line(heads), line(heads.map(() => '---')), ...lines].join('\n');
}

export function judgement(goal: Row['goal']): string {
  return goal ? `${goal[0]}: ${goal[1] ? 'met' : '**missed**'}` : '';
}
