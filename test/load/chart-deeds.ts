import assert from 'node:assert/strict';
import { z } from 'zod';
import { type Deed, inTurn } from './ground.js';
import { dataOf, type Resident } from './resident.js';

const entry = z.object({
  rank: z.int(),
  previousRank: z.int().nullable(),
  artist: z.object({ name: z.string() }),
});
const chart = z.object({ day: z.string(), entries: z.array(entry).length(50) });
const page = z.object({ charts: z.object({ nodes: z.array(chart).length(20) }) });
const trend = z.object({
  artist: z.object({ rankHistory: z.array(z.object({ rank: z.int().nullable() })) }),
});

const FIELDS = 'day entries(first: 50) { rank previousRank status peakRank weeksOnChart artist { name } }';

/** Queries about the past, whose answers never change. */
const QUERIES = {
  chart: {
    query: ({ past }: Resident) => `{ chart(range: SHORT_TERM, on: "${past.lastDay}") { ${FIELDS} } }`,
    check(data: unknown, { past }: Resident) {
      const { day, entries } = z.object({ chart }).parse(data).chart;
      assert.equal(day, past.lastDay);
      assert.deepEqual(namesOf(entries), past.names(1));
      const before = past.names(8);
      assert.deepEqual(
        entries.map(({ previousRank }) => previousRank),
        past.names(1).map((name) => before.indexOf(name) + 1 || null),
      );
    },
  },
  'weekly charts': {
    query: ({ past }: Resident) =>
      `{ charts(range: LONG_TERM, to: "${past.lastDay}", first: 20) { nodes {
        day entries(first: 50) { rank previousRank artist { name } } } } }`,
    check(data: unknown, { past }: Resident) {
      const [newest] = page.parse(data).charts.nodes;
      assert.equal(newest?.day, past.lastDay);
      assert.deepEqual(namesOf(newest.entries), past.names(1));
    },
  },
  'rank history': {
    query: ({ past }: Resident) =>
      `{ artist(id: "${past.id(1, 10)}") { rankHistory(range: MEDIUM_TERM, interval: DAY,
        from: "${past.firstDay}", to: "${past.lastDay}") { rank } } }`,
    check(data: unknown, { past }: Resident) {
      const ranks = trend.parse(data).artist.rankHistory.map(({ rank }) => rank);
      assert.deepEqual(ranks, past.ranks(past.names(1)[9] ?? ''));
    },
  },
};

/** Queries charts of residents; compares first answers with the record, and later answers with the first. */
export function chartDeeds(residents: readonly Resident[]): Deed[] {
  return Object.entries(QUERIES).map(([name, { query, check }]) => {
    const first = new Map<Resident, string>();
    const next = inTurn(residents);
    return {
      name,
      async run() {
        const resident = next();
        const text = await resident.ask(query(resident));
        const firstAnswer = first.get(resident);
        if (firstAnswer !== undefined) assert.equal(text, firstAnswer);
        else {
          check(dataOf(text), resident);
          first.set(resident, text);
        }
        return 1;
      },
    };
  });
}

function namesOf(entries: z.output<typeof chart>['entries']): string[] {
  return entries.map(({ artist }) => artist.name);
}
