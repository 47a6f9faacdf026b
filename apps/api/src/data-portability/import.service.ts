import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import {
  type AddedLines,
  HistoryTooLargeError,
  type ImportedLine,
  ImportRepository,
  type LineBatch,
  SnapshotRepository,
} from '#database';
import { BadRequestException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { computeCurrentCoverage } from '../coverage/coverage.service.js';
import { ListenerSettingsService } from '../listener-settings/listener-settings.service.js';
import {
  type ListeningHistoryOutcome,
  ListeningHistoryService,
} from '../listening-history/listening-history.service.js';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { readBody, splitLines } from './import-body.js';
import { ImportedFile } from './imported-file.js';
import { Transfers } from './transfers.js';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** The least number of characters that are compressed at a time. */
const BATCH_SIZE = 262_144;
/** Fastest level: lines of histories still shrink to a tenth. */
const COMPRESSION = { level: 1 };

/**
 * Memory reserved for the counts of a listening history while it arrives. The limit of all imports together leaves room for
 * two.
 */
const LISTENING_HISTORY_BYTES = 24 * 1024 * 1024;

/** Number of lines of one type that were new, and that were already there. */
interface Tally {
  readonly added: number;
  readonly kept: number;
}

/** The response of an import. */
export interface ImportOutcome {
  readonly snapshots: Tally;
  readonly gaps: Tally;
  readonly artists: Tally;
}

/** Imports files that listeners have exported, here or elsewhere, and listening histories. */
@Injectable()
export class ImportService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly listenerSettings: ListenerSettingsService,
    private readonly listeningHistories: ListeningHistoryService,
    private readonly transfers: Transfers,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
    private readonly responses: ResponseCache,
  ) {}

  /**
   * Adds the file in a request body to the listener's history: all of it, or nothing. Uploads run in parallel; the
   * received files are stored one after another.
   *
   * @throws {BadLineError}
   * @throws {BadHistoryError}
   * @throws {ClientError} TOO_BUSY, and {RateLimitExceededError}, as in {@link Transfers}
   * @throws {HttpException} the body is of the wrong type, too large or too slow
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  import(listenerId: number, request: Request): Promise<ImportOutcome | ListeningHistoryOutcome> {
    return this.transfers.run('import', listenerId, async ({ signal, reserve }) => {
      const { type, chunks } = readBody(request, signal);
      const isExport = type === 'application/x-ndjson';
      if (!isExport) reserve(LISTENING_HISTORY_BYTES);
      const state = (await this.snapshots.readState(listenerId)) ?? this.viewers.throwAccountDeleted();
      if (isExport) {
        const file = new ImportedFile(state, this.settings);
        const lines = new CompressedLines(reserve);
        for await (const line of file.read(splitLines(chunks))) await lines.add(line);
        const added = await this.storeInTurn(listenerId, () => this.store(listenerId, file, lines));
        const tally = (kind: keyof AddedLines): Tally => ({
          added: added[kind],
          kept: file.count[kind] - added[kind],
        });
        return { snapshots: tally('snapshot'), gaps: tally('gap'), artists: tally('artist') };
      }
      const history = await this.listeningHistories.read(state, type, chunks);
      return this.storeInTurn(listenerId, () => this.listeningHistories.store(listenerId, history));
    });
  }

  /** @param store returns null if the listener no longer exists */
  private async storeInTurn<T>(listenerId: number, store: () => Promise<T | null>): Promise<T> {
    try {
      const stored = await this.transfers.runInTurn(store);
      this.responses.invalidate(listenerId);
      return stored ?? this.viewers.throwAccountDeleted();
    } catch (error) {
      if (!(error instanceof HistoryTooLargeError)) throw error;
      throw new BadRequestException(
        'With this file your history would have more artists than can be exported again. Nothing was imported.',
      );
    }
  }

  private async store(
    listenerId: number,
    file: ImportedFile,
    lines: CompressedLines,
  ): Promise<AddedLines | null> {
    const { timezone, skippedDays } = file.settings;
    const change = await this.listenerSettings.computeChange(listenerId, { timezone });
    const retentionDays = this.settings.environment.SNAPSHOT_RETENTION_DAYS;
    return this.imports.run(listenerId, {
      batches: lines.batches(),
      change: { ...change, skippedDays: [...(change?.skippedDays ?? []), ...skippedDays] },
      listeningHistory: file.listeningHistory,
      computeGaps: (stored) => computeCurrentCoverage(stored, retentionDays).gaps,
    });
  }
}

/** Holds the lines of a file compressed in memory, so that a slow upload holds no database connection. */
class CompressedLines {
  private readonly batchesByType: Record<LineBatch['type'], Buffer[]> = { artist: [], snapshot: [], gap: [] };
  private readonly open: Record<LineBatch['type'], { readonly lines: string[]; size: number }> = {
    artist: { lines: [], size: 0 },
    snapshot: { lines: [], size: 0 },
    gap: { lines: [], size: 0 },
  };

  /** @param reserve called with the size of each compressed batch; throws if together they exceed the limit */
  constructor(private readonly reserve: (bytes: number) => void) {}

  async add({ type, ...content }: ImportedLine): Promise<void> {
    const json = JSON.stringify(content);
    const open = this.open[type];
    open.lines.push(json);
    open.size += json.length;
    if (open.size >= BATCH_SIZE) await this.compress(type);
  }

  /** Yields all lines, artists first. */
  async *batches(): AsyncGenerator<LineBatch> {
    for (const type of ['artist', 'snapshot', 'gap'] as const) {
      if (this.open[type].size > 0) await this.compress(type);
      for (const bytes of this.batchesByType[type]) yield { type, json: (await inflate(bytes)).toString() };
    }
  }

  private async compress(type: LineBatch['type']): Promise<void> {
    const { lines } = this.open[type];
    this.open[type] = { lines: [], size: 0 };
    const bytes = await deflate(`[${lines.join()}]`, COMPRESSION);
    this.reserve(bytes.length);
    this.batchesByType[type].push(bytes);
  }
}
