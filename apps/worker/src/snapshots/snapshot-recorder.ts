import { setTimeout as delay } from 'node:timers/promises';
import {
  type NewestSnapshot,
  SnapshotRepository,
  type SnapshotFailureReason,
  type TimeRange,
} from '#database';
import { isSpotifyFailure, Spotify, type SpotifyFailure, type TopArtists } from '#spotify';
import { Inject, Injectable } from '@nestjs/common';
import { SNAPSHOTS_ENVIRONMENT, type SnapshotsEnvironment } from './snapshots.env.js';

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const satisfies TimeRange[];

/** The snapshots of one listener and chart day. */
export interface SnapshotDay {
  readonly listenerId: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** By default now, by PostgreSQL's clock. */
  readonly takenAt?: Date;
  /** The newest snapshot of each range so far; null where there is none. */
  readonly newest: Readonly<Record<TimeRange, NewestSnapshot | null>>;
}

/** Why a snapshot was not recorded, and when another attempt makes sense. */
export interface Failure {
  readonly reason: SnapshotFailureReason;
  /** The least time before another attempt, in seconds; null: none makes sense until the listener signs in again. */
  readonly retryAfterSeconds: number | null;
}

/** What came of one range. `ALREADY_TAKEN`: the day had its snapshot, which stays. */
export type SnapshotOutcome =
  { readonly outcome: 'TAKEN' | 'ALREADY_TAKEN' } | { readonly outcome: 'FAILED'; readonly failure: Failure };

/** What came of a day, range by range. */
export interface RecordedDay {
  readonly outcomes: ReadonlyMap<TimeRange, SnapshotOutcome>;
  /** A failure of our own, to be thrown once the outcomes are counted; undefined if there was none. */
  readonly error: unknown;
}

/** How long lists that have arrived wait for those of slower ranges, in milliseconds. */
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
   * Asks Spotify for every range that the day lacks, and records what it answers: the lists in one statement, those of
   * slow ranges in another. Each range succeeds or fails for itself. A failure of our own, such as a database that is
   * away, is the `error`; it leaves its range without an outcome.
   */
  async record(wanted: SnapshotDay): Promise<RecordedDay> {
    const outcomes = new Map<TimeRange, SnapshotOutcome>();
    let error: unknown;
    let fetched: (TopArtists & { range: TimeRange })[] = [];
    const failed = (caught: unknown): void => void (error ??= caught);

    const fetches = RANGES.map(async (range) => {
      if ((wanted.newest[range]?.day ?? '') >= wanted.day)
        return outcomes.set(range, { outcome: 'ALREADY_TAKEN' });
      const answer = await this.fetchList(wanted, range);
      if ('artists' in answer) return fetched.push({ range, ...answer });
      await this.snapshots.recordFailure({ ...wanted, range }, answer.reason);
      return outcomes.set(range, { outcome: 'FAILED', failure: answer });
    });
    const recordFetched = async (): Promise<void> => {
      const lists = fetched;
      fetched = [];
      const recorded = await this.snapshots.record(wanted, lists);
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
      // Spotify is known to answer with nothing by mistake; a chart that everybody left at once is not believed.
      if (list.artists.length > 0 || !newest[range]?.hadPlaces) return list;
      return { reason: 'EMPTY_RESPONSE', retryAfterSeconds: 0 };
    } catch (error) {
      if (isSpotifyFailure(error)) return failureOf(error);
      throw error;
    }
  }
}

/** What an error of Spotify means for a snapshot. Without a default, so that none is forgotten. */
function failureOf(error: SpotifyFailure): Failure {
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
    case 'MALFORMED_ANSWER':
      return { reason: 'SPOTIFY_UNAVAILABLE', retryAfterSeconds: 0 };
  }
}
