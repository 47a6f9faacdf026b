import { type ChartDay, type ChartInterval, periodCount, type RankPoint, rankHistory } from '#charts';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import { checkSpan } from '../graphql/dates.js';
import type { Reading } from './reading.js';
import type { TimeRange } from './time-range.enum.js';

/** More periods than this are not told at once; as days they are 27 years. */
const MOST_PERIODS = 10_000;

/** Where artists stood over time. */
@Injectable()
export class RankHistoryService {
  /** @throws {BadUserInputError} the days are not in order, or there are too many periods */
  async of(
    reading: Reading,
    artistId: string,
    range: TimeRange,
    interval: ChartInterval,
    days: { readonly from: ChartDay | null; readonly to: ChartDay | null },
  ): Promise<RankPoint[]> {
    const [{ history, today }, key] = await Promise.all([reading.history(range), reading.key(artistId)]);
    const to = days.to ?? today;
    checkSpan(days.from, to);
    if (history.size === 0) return [];
    const from = days.from ?? history.day(0);
    if (from > to) return [];
    const count = periodCount(interval, from, to);
    if (count > MOST_PERIODS) {
      throw new BadUserInputError(
        'from',
        `so late that there are at most ${MOST_PERIODS} periods; there were ${count}`,
      );
    }
    return rankHistory(history, key ?? NOBODY, interval, from, to);
  }
}

/** Our numbers of artists begin with 1. */
const NOBODY = 0;
