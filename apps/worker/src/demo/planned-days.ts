import { addDays, type ChartDay, dayOf, daysFrom } from '#charts';

/** The `id` at the simulator of the listener whom demo mode is about. */
export const DEMO_LISTENER = 'demo_01';

/** The zone in which the demo's past was lived: that of every listener who has not chosen another. */
export const ZONE = 'UTC';

const DAYS = 26 * 7;

/** What a day of the demo's past was like. */
export interface PlannedDay {
  readonly day: ChartDay;
  readonly kind: 'GOOD' | 'NOBODY_RAN' | 'PAUSED' | 'SPOTIFY_DOWN' | 'EMPTY_MEDIUM_TERM';
}

/** The days that were not good, counted from the first. Nobody's history is whole: this one shows how gaps look. */
const NOT_GOOD: Readonly<Record<number, PlannedDay['kind']>> = {
  38: 'NOBODY_RAN',
  39: 'NOBODY_RAN',
  74: 'SPOTIFY_DOWN',
  103: 'EMPTY_MEDIUM_TERM',
  131: 'PAUSED',
  132: 'PAUSED',
  133: 'PAUSED',
  166: 'NOBODY_RAN',
};

/** The first of the 26 weeks before the day of the first sign-in. */
export function firstPlannedDay(signedInAt: Date): ChartDay {
  return addDays(dayOf(signedInAt, ZONE), -DAYS);
}

/** The days of those weeks, oldest first. */
export function plannedDays(signedInAt: Date): PlannedDay[] {
  return daysFrom(firstPlannedDay(signedInAt), dayOf(signedInAt, ZONE)).map((day, index) => ({
    day,
    kind: NOT_GOOD[index] ?? 'GOOD',
  }));
}
