import { setTimeout as delay } from 'node:timers/promises';
import { type NewestSnapshot, SnapshotRepository, type SnapshotFailureReason, TimeRange } from '#database';
import { isSpotifyFailure, Spotify, type SpotifyFailure, type TopArtists } from '#spotify';
import { Inject, Injectable } from '@nestjs/common';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from './snapshots.env.js';

/** The snapshots to record for a listener and a chart day. */
export interface SnapshotDay {
  readonly listenerId: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Default: now, by PostgreSQL's clock. */
  readonly takenAt?: Date;
  /** The newest snapshot of each range; null if there is none. */
  readonly newest: Readonly<Record<TimeRange, NewestSnapshot | null>>;
}

/** Why a snapshot was not recorded, and when another attempt makes sense. */
export interface Failure {
  readonly reason: SnapshotFailureReason;
  /** The minimum delay before another attempt, in seconds; null: not before the listener signs in again. */
  readonly retryAfterSeconds: number | null;
}

/** The outcome for one range. `ALREADY_TAKEN`: the day has its snapshot, which is kept. */
export type SnapshotOutcome =
  | { readonly outcome: 'TAKEN' | 'ALREADY_TAKEN' }
  | { readonly outcome: 'FAILED'; readonly failure: Failure };

/** The outcomes for a day. */
export interface RecordedDay {
  readonly outcomes: ReadonlyMap<TimeRange, SnapshotOutcome>;
  /** An error of Headliner, such as an unavailable database. The caller throws it after counting the outcomes. */
  readonly error: unknown;
}

/** How long fetched lists wait for those of slower ranges. */
const MAX_WAIT_MS = 2_000;

/** Records one listener's snapshots of a chart day. */
@Injectable()
export class SnapshotRecorder {
  constructor(
    private readonly spotify: Spotify,
    private readonly snapshots: SnapshotRepository,
    @Inject(SNAPSHOTS_ENVIRONMENT) private readonly environment: Pick<SnapshotsEnvironment, 'SNAPSHOT_DEPTH'>,
  ) {}

  /**
   * Fetches every range that the day lacks and records the lists in one statement, slow ranges in another. Ranges
   * succeed or fail independently. An `error` leaves its range without an outcome.
   */
  async record(target: SnapshotDay): Promise<RecordedDay> {
    const outcomes = new Map<TimeRange, SnapshotOutcome>();
    let error: unknown;
    let fetched: (TopArtists & { range: TimeRange })[] = [];
    const failed = (caught: unknown): void => void (error ??= caught);

    const fetches = Object.values(TimeRange).map(async (range) => {
      if ((target.newest[range]?.day ?? '') >= target.day)
        return outcomes.set(range, { outcome: 'ALREADY_TAKEN' });
      const answer = await this.fetchList(target, range);
      if ('artists' in answer) return fetched.push({ range, ...answer });
      await this.snapshots.recordFailure({ ...target, range }, answer.reason);
      return outcomes.set(range, { outcome: 'FAILED', failure: answer });
    });
    const recordFetched = async (): Promise<void> => {
      const lists = fetched;
      fetched = [];
      const recorded = await this.snapshots.record(target, lists);
      for (const { range } of lists) {
        outcomes.set(range, { outcome: recorded.includes(range) ? 'TAKEN' : 'ALREADY_TAKEN' });
      }
    };

    const all = Promise.all(fetches.map((fetch) => fetch.catch(failed)));
    const done = new AbortController();
    await Promise.race([all, delay(MAX_WAIT_MS, undefined, { signal: done.signal }).catch(() => undefined)]);
    await recordFetched().catch(failed);
    await all;
    done.abort();
    await recordFetched().catch(failed);
    return { outcomes, error };
  }

  private async fetchList(
    { listenerId, newest }: SnapshotDay,
    range: TimeRange,
  ): Promise<TopArtists | Failure> {
    try {
      const list = await this.spotify.getTopArtists(listenerId, range, this.environment.SNAPSHOT_DEPTH);
      // Spotify sometimes returns an empty list by mistake.
      if (list.artists.length > 0 || !newest[range]?.hadPlaces) return list;
      return { reason: 'EMPTY_RESPONSE', retryAfterSeconds: 0 };
    } catch (error) {
      if (isSpotifyFailure(error)) return toFailure(error);
      throw error;
    }
  }
}

/** Maps an error of Spotify to a failure. Has no default case, so that the compiler finds a missing one. */
function toFailure(error: SpotifyFailure): Failure {
  switch (error.code) {
    case 'INVALID_GRANT':
      return { reason: 'REAUTHORIZATION_REQUIRED', retryAfterSeconds: null };
    case 'REAUTHORIZATION_REQUIRED':
      return { reason: 'REAUTHORIZATION_REQUIRED', retryAfterSeconds: error.nextTrySeconds };
    case 'RATE_LIMITED':
      return { reason: error.cooldown.reason, retryAfterSeconds: error.cooldown.secondsLeft };
    case 'NOT_PERMITTED':
      return { reason: 'NOT_PERMITTED', retryAfterSeconds: 0 };
    case 'MISCONFIGURED':
      return { reason: 'MISCONFIGURED', retryAfterSeconds: 0 };
    case 'UNAVAILABLE':
    case 'MALFORMED_RESPONSE':
      return { reason: 'SPOTIFY_UNAVAILABLE', retryAfterSeconds: 0 };
  }
}
