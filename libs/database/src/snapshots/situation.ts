import type { TimeRange } from '../generated/client.js';

/** The newest snapshot of a range. */
export interface NewestSnapshot {
  readonly day: string;
  /** It or an older one holds places: the listener has been on record with a list that is not empty. */
  readonly hadPlaces: boolean;
}

/** What has to be known before a listener's snapshots are taken. */
export interface SnapshotSituation {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name. */
  readonly timezone: string;
  readonly paused: boolean;
  /** When snapshots are due; null while none are to be taken by themselves. */
  readonly dueAt: Date | null;
  /** Tries since something was last recorded. */
  readonly attempts: number;
  readonly newest: Readonly<Record<TimeRange, NewestSnapshot | null>>;
}
