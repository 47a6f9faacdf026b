import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anySnapshots, historyOf } from '../history/history.fixture.js';
import { Chart, defaultBaseline } from './chart.js';
import { eventsAt } from './chart-events.js';
import { modelBaseline, modelChart } from './definitions.fixture.js';
import { modelEvents } from './queries.fixture.js';

const drawn = anySnapshots({ maxSnapshots: 24, maxArtists: 7 });

/** Returns all fields of a chart except similarity, which has tests of its own. */
function all(chart: Chart) {
  const { day, takenAt, source, depth, comparedTo, turnover } = chart;
  const [entries, dropouts] = [chart.entries(), chart.dropouts()];
  return { day, takenAt, source, depth, comparedTo: comparedTo?.day ?? null, entries, dropouts, turnover };
}

describe('any history', () => {
  test('has charts that match the definitions with any baseline', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (list, number) => {
        const history = historyOf(list);
        for (const index of list.keys()) {
          // A different baseline for each chart.
          const baseline = index === 0 ? null : (number + 7 * index) % index;
          expect(all(new Chart(history, index, baseline))).toEqual(modelChart(list, index, baseline));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('has the default baseline of the definitions, whose comparedTo is its chart without a baseline', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const history = historyOf(list);
        for (const index of list.keys()) {
          const baseline = defaultBaseline(history, index);
          expect(baseline).toBe(modelBaseline(list, index));
          const { comparedTo } = new Chart(history, index, baseline);
          expect(comparedTo && all(comparedTo)).toEqual(
            baseline === null ? null : modelChart(list, baseline, null),
          );
        }
      }),
    );
  });

  test('has the events of the definitions at every snapshot', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const history = historyOf(list);
        for (const index of list.keys()) expect(eventsAt(history, index)).toEqual(modelEvents(list, index));
      }),
    );
  });

  test('has the same events of some kinds as among those of all kinds', () => {
    const kinds = fc.subarray(['NEW_NUMBER_ONE', 'NEW_ENTRY', 'RE_ENTRY', 'NEW_PEAK', 'DROP_OUT'] as const);
    fc.assert(
      fc.property(drawn, kinds, (list, chosen) => {
        const [history, wanted] = [historyOf(list), new Set(chosen)];
        for (const index of list.keys()) {
          const expected = eventsAt(history, index).filter(({ kind }) => wanted.has(kind));
          expect(eventsAt(history, index, wanted)).toEqual(expected);
        }
      }),
    );
  });

  test('has charts and events that do not depend on later snapshots', () => {
    fc.assert(
      fc.property(
        drawn.filter(({ length }) => length > 0),
        fc.nat(),
        (list, number) => {
          const index = number % list.length;
          const [history, cut] = [historyOf(list), historyOf(list.slice(0, index + 1))];
          const baseline = defaultBaseline(history, index);
          expect(defaultBaseline(cut, index)).toBe(baseline);
          expect(all(new Chart(cut, index, baseline))).toEqual(all(new Chart(history, index, baseline)));
          expect(eventsAt(cut, index)).toEqual(eventsAt(history, index));
        },
      ),
      { numRuns: 300 },
    );
  });
});
