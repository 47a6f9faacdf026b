import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../chart-day.js';
import { anySnapshots, historyOf, type Snapshot } from '../history/history.fixture.js';
import { momentum } from './momentum.js';
import { rankHistory, recordedPeriods } from './periods.js';
import { modelMomentum, modelPeriods, modelRankHistory, modelYearEnd } from './queries.fixture.js';
import { rankYearEnd, yearEndScores } from './year-end.js';

const drawn = anySnapshots({ maxSnapshots: 24, maxArtists: 5 });
const interval = fc.constantFrom('DAY' as const, 'WEEK' as const, 'MONTH' as const);
const daysAside = fc.integer({ min: -40, max: 200 });

/** Returns a day within or near a history. */
function dayNear(list: readonly Snapshot[], aside: number): string {
  return addDays(list[0]?.day ?? '2026-01-01', aside);
}

describe('queries of any history, between any days,', () => {
  test('return the recorded periods of the definition', () => {
    fc.assert(
      fc.property(
        drawn,
        interval,
        fc.option(daysAside),
        fc.option(daysAside),
        (list, its, fromAside, toAside) => {
          const from = fromAside === null ? null : dayNear(list, fromAside);
          const to = toAside === null ? null : dayNear(list, toAside);
          expect(recordedPeriods(historyOf(list), its, from, to)).toEqual(modelPeriods(list, its, from, to));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('return the rank history of the definition', () => {
    fc.assert(
      fc.property(drawn, interval, fc.option(daysAside), daysAside, (list, its, fromAside, toAside) => {
        const from = fromAside === null ? null : dayNear(list, fromAside);
        const [to, artist, history] = [dayNear(list, toAside), list[0]?.artists[0] ?? 3, historyOf(list)];
        expect(rankHistory(history, artist, its, from, to)).toEqual(
          modelRankHistory(list, artist, its, from, to),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('return the year-end scores and ranks of the definition', () => {
    const deep = anySnapshots({ maxSnapshots: 12, maxArtists: 56 });
    fc.assert(
      fc.property(fc.oneof(drawn, deep), fc.nat(), (list, which) => {
        const year = Number(list[which % Math.max(1, list.length)]?.day.slice(0, 4) ?? 2026);
        const { weeksCounted, scores } = yearEndScores(historyOf(list), year);
        const byArtist = scores.toSorted((one, other) => one.artist - other.artist);
        const model = modelYearEnd(list, year);
        expect({ weeksCounted, scores: byArtist }).toEqual({
          ...model,
          scores: model.scores.toSorted((one, other) => one.artist - other.artist),
        });

        const ranked = rankYearEnd(scores, (artist) => `id${artist % 10}${artist}`);
        expect(ranked.map(({ rank }) => rank)).toEqual(scores.map((_, place) => place + 1));
        const keys = ranked.map(({ artist, points, peakRank, weeks }) =>
          [9999 - points, peakRank, 999 - weeks]
            .map((number) => String(number).padStart(4, '0'))
            .concat(`id${artist % 10}${artist}`)
            .join(),
        );
        expect(keys).toEqual(keys.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});

describe('momentum() of any three histories', () => {
  const deep = anySnapshots({ maxSnapshots: 6, maxArtists: 30 });
  const order = { BREAKOUT: 0, RISING: 1, STAPLE: 2, FADING: 3 };

  test('matches the definition in kinds, ranks and order', () => {
    fc.assert(
      fc.property(deep, deep, deep, fc.option(daysAside), (short, medium, long, aside) => {
        // All three begin on the same day, so that they share days.
        const begin = short[0]?.day ?? '2026-01-01';
        const ranges = [short, medium, long].map((list) => {
          const first = list[0]?.day ?? begin;
          const moved = (Date.parse(begin) - Date.parse(first)) / 86_400_000;
          return list.map((snapshot) => ({ ...snapshot, day: addDays(snapshot.day, moved) }));
        });
        const on = aside === null ? null : addDays(begin, aside);
        const [shortTerm, mediumTerm, longTerm] = ranges.map(historyOf);
        if (!shortTerm || !mediumTerm || !longTerm) throw new Error('a history is missing');
        const model = modelMomentum(ranges, on);
        const sorted = model?.sort((one, other) => {
          const rank = ({ kind, shortTermRank, longTermRank }: typeof one): number =>
            (kind === 'FADING' ? longTermRank : shortTermRank) ?? 0;
          return order[one.kind] - order[other.kind] || rank(one) - rank(other);
        });
        expect(momentum({ shortTerm, mediumTerm, longTerm }, on)).toEqual(sorted ?? null);
      }),
      { numRuns: 200 },
    );
  });
});
