import type { Table } from '../stage/table.js';

/** What takes less of every question is told together. */
const LEAST_SHARE = 0.015;

/** Where the API's CPU time goes, for each question. */
export function sharesTable(questions: Readonly<Record<string, ReadonlyMap<string, number>>>): Table {
  const all = Object.values(questions);
  const groups = [...new Set(all.flatMap((shares) => [...shares.keys()]))];
  const most = (group: string): number => Math.max(...all.map((shares) => shares.get(group) ?? 0));
  const told = groups.filter((group) => most(group) >= LEAST_SHARE);
  const sum = (group: string): number => all.reduce((total, shares) => total + (shares.get(group) ?? 0), 0);
  told.sort((one, other) => sum(other) - sum(one));
  const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
  const rest = all.map((shares) => 1 - told.reduce((total, group) => total + (shares.get(group) ?? 0), 0));
  return {
    title: "Where the API's CPU time goes: 32 clients of eight listeners with ten years on record",
    columns: Object.keys(questions),
    rows: [
      ...told.map((group) => ({
        what: group,
        values: all.map((shares) => percent(shares.get(group) ?? 0)),
      })),
      { what: 'everything else', values: rest.map(percent) },
    ],
  };
}
