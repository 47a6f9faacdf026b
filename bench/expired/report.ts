import type { Round } from '../stage/load.js';
import { median } from '../stage/measure.js';
import { figureRow, roundRows, simulatorRow } from '../stage/round-rows.js';
import type { Table } from '../stage/tables.js';

/** Requests per second, relative to the Next.js app. */
const GOAL = 2;

/** What a list from Spotify costs through Headliner, through the Next.js app, and through Apollo + Express alone. */
export function report(
  listeners: number,
  rounds: readonly (readonly (Round & { statements: number })[])[],
): Table {
  const rates = rounds.map((each) => median(each.map(({ rate }) => rate)));
  const [headliner = NaN, next = NaN] = rates;
  const [rate, ...others] = roundRows(rounds, (column) => column === 0);
  return {
    title: `${listeners.toLocaleString('en')} listeners whose lists have expired: each request asks Spotify`,
    columns: ['Headliner', 'Next.js', 'Apollo + Express'],
    rows: [
      rate,
      {
        what: 'requests per second, relative to the Next.js app',
        values: rates.map((each) => (each / next).toFixed(2)),
        goal: [`Headliner at least ${GOAL}`, headliner >= GOAL * next],
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
