import { dueAt, nextDay, skippedDays } from '#charts';
import type { SettingsChange, ListenerSnapshotState } from '#database';
import { currentDay } from '../snapshots/current-day.js';

/** What a listener asks for; what is left out, or null, stays. */
export interface WantedSettings {
  readonly timezone?: string | null;
  readonly snapshotsPaused?: boolean | null;
}

/** Where a listener stands before the change. */
export interface Standing extends ListenerSnapshotState {
  readonly listenerId: number;
  /** Spotify has ended the connection. */
  readonly disconnected: boolean;
}

/** The change that leads from where a listener stands to the wanted settings; null where they are what is wanted. */
export function settingsChange(situation: Standing, wanted: WantedSettings): SettingsChange | null {
  const timezone = wanted.timezone ?? situation.timezone;
  const paused = wanted.snapshotsPaused ?? situation.paused;
  const moves = timezone !== situation.timezone;
  if (!moves && paused === situation.paused) return null;
  const day = currentDay(situation, timezone);
  return {
    ...(moves ? { timezone, day, skippedDays: skippedDays(currentDay(situation), day) } : {}),
    ...(paused === situation.paused ? {} : { snapshotsPaused: paused }),
    dueAt: paused ? null : nextDueAt(situation, timezone),
  };
}

/**
 * When snapshots are due under a time zone: at the usual time of the current chart day, at once when that has passed;
 * of the next day where the current one has all its snapshots. After the connection's end the worker looks at once,
 * and finds out when the next later try is due.
 */
function nextDueAt(standing: Standing, timezone: string): Date {
  const { listenerId, now, newest, disconnected } = standing;
  if (disconnected) return now;
  const today = currentDay(standing, timezone);
  const complete = Object.values(newest).every((snapshot) => snapshot?.day === today);
  const due = dueAt(listenerId, complete ? nextDay(today) : today, timezone);
  return due > now ? due : now;
}
