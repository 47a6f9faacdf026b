import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anySnapshots, historyOf } from '../history/history.fixture.js';
import { defaultBaseline, chartOf } from './chart.js';
import { eventsAt } from './chart-events.js';
import { modelBaseline, modelChart } from './definitions.fixture.js';
import { modelEvents } from './queries.fixture.js';

const drawn = anySnapshots({ maxSnapshots: 24, maxArtists: 7 });

/** Everything that a chart says, but for its similarity, which has properties of its own. */
function all(chart: ReturnType<typeof chartOf>) {
  const { day, takenAt, depth, comparedTo, turnover } = chart;
  const [entries, dropouts] = [chart.entries(), chart.dropouts()];
  return { day, takenAt, depth, comparedTo: comparedTo?.day ?? null, entries, dropouts, turnover };
}

describe('in any history', () => {
  test('every chart says against every baseline what the definitions say', () => {
    fc.assert(
      fc.property(drawn, fc.nat(), (list, number) => {
        const history = historyOf(list);
        for (const index of list.keys()) {
          // Another of the baselines there are for each chart.
          const baseline = index === 0 ? null : (number + 7 * index) % index;
          expect(all(chartOf(history, index, baseline))).toEqual(modelChart(list, index, baseline));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the baseline of every chart is a snapshot like its own chart without a baseline', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const history = historyOf(list);
        for (const index of list.keys()) {
          const baseline = defaultBaseline(history, index);
          expect(baseline).toBe(modelBaseline(list, index));
          const { comparedTo } = chartOf(history, index, baseline);
          expect(comparedTo && all(comparedTo)).toEqual(
            baseline === null ? null : modelChart(list, baseline, null),
          );
        }
      }),
    );
  });

  test('every snapshot tells the events that the definitions tell', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const history = historyOf(list);
        for (const index of list.keys()) expect(eventsAt(history, index)).toEqual(modelEvents(list, index));
      }),
    );
  });

  test('a chart uses nothing later than its own day: it is the same where the history ends with it', () => {
    fc.assert(
      fc.property(
        drawn.filter(({ length }) => length > 0),
        fc.nat(),
        (list, number) => {
          const index = number % list.length;
          const [history, cut] = [historyOf(list), historyOf(list.slice(0, index + 1))];
          const baseline = defaultBaseline(history, index);
          expect(defaultBaseline(cut, index)).toBe(baseline);
          expect(all(chartOf(cut, index, baseline))).toEqual(all(chartOf(history, index, baseline)));
          expect(eventsAt(cut, index)).toEqual(eventsAt(history, index));
        },
      ),
      { numRuns: 300 },
    );
  });
});
