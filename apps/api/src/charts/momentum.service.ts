import { type ChartDay, momentum } from '#charts';
import { Injectable } from '@nestjs/common';
import type { Momentum, MomentumEntry } from './momentum.models.js';
import type { Reading } from './reading.js';
import { TimeRange } from './time-range.enum.js';

/** Who is on the way up and who on the way down, from the three ranges of one day. */
@Injectable()
export class MomentumService {
  /** Null where no day at or before `on` has all three ranges. */
  async of(reading: Reading, on: ChartDay | null, kind: Momentum | null): Promise<MomentumEntry[] | null> {
    const [short, medium, long] = await Promise.all([
      reading.history(TimeRange.SHORT_TERM),
      reading.history(TimeRange.MEDIUM_TERM),
      reading.history(TimeRange.LONG_TERM),
    ]);
    const histories = { shortTerm: short.history, mediumTerm: medium.history, longTerm: long.history };
    const entries = momentum(histories, on);
    return entries && reading.described(entries.filter((entry) => kind === null || entry.kind === kind));
  }
}
