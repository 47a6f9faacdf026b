import { type ChartDay, chartDay } from '#charts';
import type { ListenerSnapshotState } from '#database';

/** The chart day that counts now for a listener, in their time zone or in one that they want to move to. */
export function currentDay(situation: ListenerSnapshotState, timezone = situation.timezone): ChartDay {
  const days = Object.values(situation.newest).flatMap((snapshot) => snapshot?.day ?? []);
  return chartDay(situation.now, timezone, days.toSorted().at(-1) ?? null);
}
