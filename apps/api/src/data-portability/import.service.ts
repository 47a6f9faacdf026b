import { type AddedLines, HistoryTooLargeError, ImportRepository, SnapshotRepository } from '#database';
import { BadRequestException, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { computeCurrentCoverage } from '../coverage/coverage.service.js';
import { ListenerSettingsService } from '../listener-settings/listener-settings.service.js';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ApiSettings } from '../settings/api-settings.js';
import { imageOrigins } from '../spotify-images.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { ImportedFile } from './imported-file.js';
import { linesOf } from './lines.js';
import { ndjsonBody } from './ndjson-body.js';
import { PackedLines } from './packed-lines.js';
import { Transfers } from './transfers.js';

/** How many lines of a kind brought something new, and how many did not. */
interface Tally {
  readonly added: number;
  readonly kept: number;
}

/** What came of an import. */
export interface ImportOutcome {
  readonly snapshots: Tally;
  readonly gaps: Tally;
  readonly artists: Tally;
}

/** Takes in what listeners bring from elsewhere. */
@Injectable()
export class ImportService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly listenerSettings: ListenerSettingsService,
    private readonly transfers: Transfers,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
    private readonly responses: ResponseCache,
  ) {}

  /**
   * Adds the file that a request brings to the listener's history: all of it, or nothing. Uploads wait for nobody; once
   * they are here, they go into the database in turn.
   *
   * @throws {BadLineError}
   * @throws {ClientError} TOO_BUSY and {RateLimitExceededError}, as `Transfers` says
   * @throws {HttpException} the request is not one that can bring a file, stops half-way, or brings too much
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  receive(listenerId: number, request: Request): Promise<ImportOutcome> {
    return this.transfers.make('import', listenerId, async ({ ending, hold }) => {
      const body = ndjsonBody(request, ending);
      const situation = (await this.snapshots.readState(listenerId)) ?? this.viewers.throwAccountDeleted();
      const file = new ImportedFile(situation, imageOrigins(this.settings));
      const lines = new PackedLines(hold);
      for await (const line of file.read(linesOf(body))) await lines.add(line);
      const added = await this.transfers.inTurn(() => this.store(listenerId, file, lines));
      const tally = (type: keyof AddedLines): Tally => ({
        added: added[type],
        kept: file.count[type] - added[type],
      });
      return { snapshots: tally('snapshot'), gaps: tally('gap'), artists: tally('artist') };
    });
  }

  private async store(listenerId: number, file: ImportedFile, lines: PackedLines): Promise<AddedLines> {
    const { timezone, skippedDays } = file.settings;
    const change = await this.listenerSettings.computeChange(listenerId, { timezone });
    const retentionDays = this.settings.environment.SNAPSHOT_RETENTION_DAYS;
    try {
      const added = await this.imports.run(listenerId, {
        batches: lines.batches(),
        change: { ...change, skippedDays: [...(change?.skippedDays ?? []), ...skippedDays] },
        gapsOf: (stored) => computeCurrentCoverage(stored, retentionDays).gaps,
      });
      this.responses.invalidate(listenerId);
      return added ?? this.viewers.throwAccountDeleted();
    } catch (error) {
      if (!(error instanceof HistoryTooLargeError)) throw error;
      throw new BadRequestException(
        'With this file your history would name more artists than can be exported again. Nothing was imported.',
      );
    }
  }
}
