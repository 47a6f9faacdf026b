import type { Round } from '../stage/load.js';
import { median } from '../stage/measure.js';
import { figureRow, roundRows, simulatorRow } from '../stage/round-rows.js';
import type { Table } from '../stage/tables.js';

/** Requests per second, relative to the Next.js app. */
const GOAL = 2;

/** What a list from Spotify costs through Headliner and through the Next.js app. */
export function report(
  listeners: number,
  rounds: readonly (readonly (Round & { statements: number })[])[],
): Table {
  const [headliner = NaN, next = NaN] = rounds.map((each) => median(each.map(({ rate }) => rate)));
  const [rate, ...others] = roundRows(rounds, (column) => column === 0);
  return {
    title: `${listeners.toLocaleString('en')} listeners whose lists have expired: each request asks Spotify`,
    columns: ['Headliner', 'Next.js'],
    rows: [
      rate,
      {
        what: 'requests per second, relative to the Next.js app',
        values: [(headliner / next).toFixed(2), '1.00'],
        goal: [`at least ${GOAL}`, headliner >= GOAL * next],
        headline: {
          what: 'Lists fetched from Spotify per second, relative to the Next.js app',
          value: (headliner / next).toFixed(2),
        },
      },
      ...others,
      simulatorRow(rounds),
      figureRow('SQL statements per request', rounds, ({ statements }) => statements, 2),
    ],
  };
}
