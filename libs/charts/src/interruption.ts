import { type ChartDay, dayOf } from './chart-day.js';

/** Why no snapshots were to be taken for a while. */
export type InterruptionKind = 'PAUSED' | 'REAUTHORIZATION_REQUIRED';

/** A time in which no snapshots were to be taken; `endedAt` is null while it lasts. */
export interface Interruption {
  readonly kind: InterruptionKind;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

/**
 * Which of the given days ended while an interruption of the kind lasted. A day's end is its last instant in the
 * listener's zone: an interruption lasts then from the day it began on until before the day it ended on.
 *
 * @param days one or more, consecutive
 */
export function daysEndedIn(
  kind: InterruptionKind,
  interruptions: readonly Interruption[],
  timezone: string,
  days: readonly ChartDay[],
): ReadonlySet<ChartDay> {
  const first = days[0] ?? '';
  const changes = new Map<ChartDay, number>();
  const change = (day: ChartDay, by: number): void => {
    const at = day < first ? first : day;
    changes.set(at, (changes.get(at) ?? 0) + by);
  };
  for (const { kind: its, beganAt, endedAt } of interruptions) {
    if (its !== kind) continue;
    const began = dayOf(beganAt, timezone);
    const ended = endedAt && dayOf(endedAt, timezone);
    if (ended !== null && ended <= began) continue;
    change(began, 1);
    if (ended !== null) change(ended, -1);
  }
  let lasting = 0;
  return new Set(days.filter((day) => (lasting += changes.get(day) ?? 0) > 0));
}
