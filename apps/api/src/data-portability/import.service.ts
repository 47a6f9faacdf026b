import { type ImportedLine, type ImportOutcome, ImportRepository, SnapshotRepository } from '#database';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { ListenerSettingsService } from '../listener-settings/listener-settings.service.js';
import { ApiSettings } from '../settings/api-settings.js';
import { imageOrigins } from '../spotify-images.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { ImportedFile } from './imported-file.js';
import { linesOf } from './lines.js';
import { ndjsonBody } from './ndjson-body.js';
import { Transfers } from './transfers.js';

/** So many lines go to the database at once. */
const BATCH = 250;

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
  ) {}

  /**
   * Adds the file that a request brings to the listener's history: all of it, or nothing.
   *
   * @throws {BadLineError}
   * @throws {TooBusyError} and {AllowanceUsedUpError}, as `Transfers` says
   * @throws {HttpException} the request is not one that can bring a file, or stops half-way
   * @throws {UnauthenticatedError} the session outlived its listener
   */
  receive(listenerId: number, request: Request): Promise<ImportOutcome> {
    return this.transfers.make('import', async (ending) => {
      const body = ndjsonBody(request, ending);
      const situation = (await this.snapshots.situation(listenerId)) ?? this.viewers.gone();
      const file = new ImportedFile(situation, imageOrigins(this.settings));
      const outcome = await this.imports.run(listenerId, async (add) => {
        for await (const lines of inBatches(file.read(linesOf(body)))) await add(lines);
        const { timezone, skippedDays } = file.settings;
        const change = await this.listenerSettings.changeTo(listenerId, { timezone });
        return { ...change, skippedDays: [...(change?.skippedDays ?? []), ...skippedDays] };
      });
      return outcome ?? this.viewers.gone();
    });
  }
}

async function* inBatches(lines: AsyncIterable<ImportedLine>): AsyncGenerator<ImportedLine[]> {
  let batch: ImportedLine[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
