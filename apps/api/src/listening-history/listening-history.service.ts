import { addDays, type ChartDay, ChartDayClock, dayBegins, PlayCounts, TooManyArtistsError } from '#charts';
import {
  currentDay,
  ArtistLinkQueue,
  type ListenerSnapshotState,
  ListeningHistoryRepository,
  ReconstructionRepository,
  type StoredReconstruction,
  TransferInProgressError,
} from '#database';
import { Injectable, Logger } from '@nestjs/common';
import { BadHistoryError, RateLimitExceededError } from '../errors/client-error.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { type HistoryType, readHistory } from './history-file.js';
import type { Reconstruction } from './listening-history.models.js';
import { type CountedRecord, FIRST_PLAY_DAY, type SkipReason } from './plays.js';

/** The records of a history: read = counted + all skipped. */
export interface PlayTally {
  readonly read: number;
  readonly counted: number;
  readonly skipped: Readonly<Record<SkipReason, number>>;
}

/** A listening history that has been read, and is not stored yet. */
export interface ReadListeningHistory {
  readonly counts: PlayCounts;
  readonly plays: PlayTally;
  /** Files of the archive that were not read. */
  readonly ignoredFiles: readonly string[];
}

/** The response of an import of a listening history. */
export interface ListeningHistoryOutcome extends Pick<StoredReconstruction, 'artists' | 'agreement'> {
  readonly plays: PlayTally;
  readonly days: Pick<StoredReconstruction, 'from' | 'to' | 'reconstructed'>;
  readonly ignoredFiles: readonly string[];
}

/** Imports listening histories: counts their plays, and has the lists of past days reconstructed from them. */
@Injectable()
export class ListeningHistoryService {
  private readonly logger = new Logger(ListeningHistoryService.name);

  constructor(
    private readonly histories: ListeningHistoryRepository,
    private readonly artistLinks: ArtistLinkQueue,
    private readonly settings: ApiSettings,
  ) {}

  /**
   * Counts the plays of a history as it arrives.
   *
   * @param state of the listener, whose chart days are counted
   * @throws {BadHistoryError} it cannot be read to its end, or no play counts
   */
  async read(
    state: ListenerSnapshotState,
    type: HistoryType,
    bytes: AsyncIterable<Buffer>,
  ): Promise<ReadListeningHistory> {
    const { timezone } = state;
    const clock = new ChartDayClock(timezone);
    const begins = (day: ChartDay): number => dayBegins(day, timezone).getTime() / 1_000;
    const times = { from: begins(FIRST_PLAY_DAY), to: begins(addDays(currentDay(state), 2)) };
    const ignoredFiles: string[] = [];
    let tally = new Tally();
    for await (const event of readHistory(type, bytes, times)) {
      if ('ignoredFile' in event) ignoredFiles.push(event.ignoredFile);
      else if ('superseded' in event) tally = new Tally();
      else if (event.skipped) tally.skipped[event.skipped] += 1;
      else tally.count(clock.dayNumber(event.play.playedAt), event);
    }
    const { counts, plays } = tally;
    if (counts.plays > 0) return { counts, plays, ignoredFiles };
    const { notMusic, private: inPrivate, short, undated } = plays.skipped;
    throw new BadHistoryError(
      { file: null },
      `no play in it counts (${notMusic} not music, ${inPrivate} private, ${short} under 30 s, ${undated} undated)`,
    );
  }

  /**
   * Replaces the reconstructed days of a listener by those of a history, and has the worker link its artists.
   *
   * @returns null if the listener no longer exists
   */
  async store(
    listenerId: number,
    { counts, plays, ignoredFiles }: ReadListeningHistory,
  ): Promise<ListeningHistoryOutcome | null> {
    const { SNAPSHOT_DEPTH } = this.settings.environment;
    const stored = await this.histories.replace(listenerId, counts, SNAPSHOT_DEPTH);
    if (!stored) return null;
    const { artists, agreement, ...days } = stored;
    if (artists.toLink > 0) await this.queueLinks(listenerId);
    return { plays, days, artists, agreement, ignoredFiles };
  }

  /** Does not fail: the history is stored, and the worker's next tick finds the listener too. */
  private async queueLinks(listenerId: number): Promise<void> {
    await this.artistLinks.enqueue([listenerId]).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'artists of a listening history were not queued');
    });
  }
}

class Tally {
  readonly counts = new PlayCounts();
  readonly skipped: Record<SkipReason, number> = { notMusic: 0, private: 0, short: 0, undated: 0 };

  /** @throws {BadHistoryError} the history has too many artists */
  count(day: number, { play, position }: CountedRecord): void {
    try {
      this.counts.add(day, play);
    } catch (error) {
      if (!(error instanceof TooManyArtistsError)) throw error;
      throw new BadHistoryError(position, 'the plays up to here name more artists than an import can hold');
    }
  }

  get plays(): PlayTally {
    const counted = this.counts.plays;
    const skipped = Object.values(this.skipped).reduce((sum, count) => sum + count, 0);
    return { read: counted + skipped, counted, skipped: this.skipped };
  }
}

/** Sent to clients that are rejected: by then the import may have ended. */
const RETRY_AFTER_SECONDS = 30;

/** Reads and deletes what a listener's imported listening history has added. */
@Injectable()
export class ReconstructionService {
  constructor(
    private readonly reconstructions: ReconstructionRepository,
    private readonly viewers: ViewerService,
  ) {}

  /** Reads the summary of the imported listening history; null if there is none. */
  read(listenerId: number): Promise<Reconstruction | null> {
    return this.reconstructions.read(listenerId);
  }

  /**
   * Deletes all reconstructed snapshots.
   *
   * @returns how many
   * @throws {RateLimitExceededError} the listener is importing a file
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async delete(listenerId: number): Promise<number> {
    try {
      return (await this.reconstructions.delete(listenerId)) ?? this.viewers.throwAccountDeleted();
    } catch (error) {
      if (!(error instanceof TransferInProgressError)) throw error;
      throw new RateLimitExceededError(
        'You have an import running, which has to end first',
        RETRY_AFTER_SECONDS,
      );
    }
  }
}
