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

/** Records one listener's snapshots of a chart day. */
@Injectable()
export class SnapshotRecorder {
  constructor(
    private readonly spotify: Spotify,
    private readonly snapshots: SnapshotRepository,
    @Inject(SNAPSHOTS_ENVIRONMENT) private readonly environment: Pick<SnapshotsEnvironment, 'SNAPSHOT_DEPTH'>,
  ) {}

  /**
   * Asks Spotify for every range that the day lacks, and records what it answers: the lists in one statement, and why
   * a list could not be had. Each range succeeds or fails for itself.
   *
   * @throws only for failures of our own, such as a database that is away
   */
  async record(wanted: SnapshotDay): Promise<Map<TimeRange, SnapshotOutcome>> {
    const missing = RANGES.filter((range) => (wanted.newest[range]?.day ?? '') < wanted.day);
    const settled = await Promise.allSettled(missing.map((range) => this.fetchList(wanted, range)));
    const outcomes = new Map<TimeRange, SnapshotOutcome>(
      RANGES.map((range) => [range, { outcome: 'ALREADY_TAKEN' }]),
    );
    const lists: (TopArtists & { range: TimeRange })[] = [];
    for (const [index, range] of missing.entries()) {
      const answer = settled[index];
      if (answer?.status !== 'fulfilled') continue;
      if ('artists' in answer.value) lists.push({ range, ...answer.value });
      else outcomes.set(range, { outcome: 'FAILED', failure: answer.value });
    }
    for (const range of await this.snapshots.record(wanted, lists)) outcomes.set(range, { outcome: 'TAKEN' });
    for (const [range, result] of outcomes) {
      if (result.outcome === 'FAILED') {
        await this.snapshots.recordFailure({ ...wanted, range }, result.failure.reason);
      }
    }
    // What could be had is recorded by now; the rest is done again.
    for (const answer of settled) if (answer.status === 'rejected') throw answer.reason;
    return outcomes;
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
