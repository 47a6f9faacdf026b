import { type ChartDay, type ChartInterval, chartOf, defaultBaseline, recordedPeriods } from '#charts';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import { connectionOf, pageOf, type Window } from '../graphql/pagination.js';
import { Chart, type ChartConnection } from './chart.models.js';
import { checkSpan } from '../graphql/dates.js';
import type { Reading } from './reading.js';
import type { TimeRange } from './time-range.enum.js';

/** Which periods of a history are meant. */
export interface Periods {
  readonly interval: ChartInterval;
  readonly from: ChartDay | null;
  readonly to: ChartDay | null;
}

/** Charts of a listener's own history: one, or one for every period. */
@Injectable()
export class ChartService {
  /**
   * The newest chart at or before a day; null where there is none.
   *
   * @throws {BadUserInputError} `comparedTo` does not lie before the chart's day
   */
  async newest(
    reading: Reading,
    range: TimeRange,
    on: ChartDay | null,
    comparedTo: ChartDay | null,
  ): Promise<Chart | null> {
    const { history } = await reading.history(range);
    const index = history.newest(on);
    if (index === null) return null;
    const day = history.day(index);
    if (comparedTo !== null && comparedTo >= day) {
      throw new BadUserInputError('comparedTo', `before ${day}, the day of the chart; it was ${comparedTo}`);
    }
    const baseline = comparedTo === null ? defaultBaseline(history, index) : history.newest(comparedTo);
    return Chart.of(reading, range, chartOf(history, index, baseline));
  }

  /** @throws {BadUserInputError} `from` is later than `to` */
  async page(
    reading: Reading,
    range: TimeRange,
    { interval, from, to }: Periods,
    window: Window<ChartDay>,
  ): Promise<ChartConnection> {
    checkSpan(from, to);
    const { history } = await reading.history(range);
    const periods = recordedPeriods(history, interval, from, to);
    const page = pageOf(periods, ({ firstDay }, cursor) => compareNewestFirst(firstDay, cursor), window);
    const charts = page.items.map(({ firstDay, index, baseline }) => ({
      cursor: firstDay,
      node: Chart.of(reading, range, chartOf(history, index, baseline)),
    }));
    return { ...connectionOf({ ...page, items: charts }), totalCount: periods.length };
  }
}

function compareNewestFirst(day: ChartDay, other: ChartDay): number {
  if (day === other) return 0;
  return day > other ? -1 : 1;
}
