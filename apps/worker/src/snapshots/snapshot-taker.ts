import { type NewestSnapshot, SnapshotRepository, type TimeRange } from '#database';
import { isSpotifyFailure, Spotify, type TopArtists } from '#spotify';
import { type Failure, failureOf } from './failure.js';

/** Which snapshot is to be taken. */
export interface WantedSnapshot {
  readonly listenerId: number;
  readonly range: TimeRange;
  /** The chart day, `YYYY-MM-DD`. */
  readonly day: string;
  /** By default now, by PostgreSQL's clock. */
  readonly takenAt?: Date;
}

/** What came of it. `ALREADY_TAKEN`: the day had its snapshot, which stays. */
export type TakeOutcome =
  { readonly outcome: 'TAKEN' | 'ALREADY_TAKEN' } | { readonly outcome: 'FAILED'; readonly failure: Failure };

/** Takes one snapshot: one listener, one range, one chart day. */
export class SnapshotTaker {
  /** @param depth places to record, 1 to 100 */
  constructor(
    private readonly spotify: Spotify,
    private readonly snapshots: SnapshotRepository,
    private readonly depth: number,
  ) {}

  /**
   * Asks Spotify and records what it says, or why it said nothing that can be recorded.
   *
   * @param newest the newest snapshot of this range so far, if any
   * @throws only for failures of our own, such as a database that is away; then nothing was recorded
   */
  async take(wanted: WantedSnapshot, newest: NewestSnapshot | null): Promise<TakeOutcome> {
    if (newest && newest.day >= wanted.day) return { outcome: 'ALREADY_TAKEN' };
    const answer = await this.ask(wanted);
    if ('reason' in answer) return this.failed(wanted, answer);
    // Spotify is known to answer with nothing by mistake; a chart that everybody left at once is not believed.
    if (answer.artists.length === 0 && newest?.hadPlaces) {
      return this.failed(wanted, { reason: 'EMPTY_RESPONSE', retryAfterSeconds: 0 });
    }
    return { outcome: (await this.snapshots.record(wanted, answer)) ? 'TAKEN' : 'ALREADY_TAKEN' };
  }

  private async ask({ listenerId, range }: WantedSnapshot): Promise<TopArtists | Failure> {
    try {
      return await this.spotify.getTopArtists(listenerId, range, this.depth);
    } catch (error) {
      if (isSpotifyFailure(error)) return failureOf(error);
      throw error;
    }
  }

  private async failed(wanted: WantedSnapshot, failure: Failure): Promise<TakeOutcome> {
    await this.snapshots.recordFailure(wanted, failure.reason);
    return { outcome: 'FAILED', failure };
  }
}
