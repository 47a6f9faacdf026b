import { pipeline } from 'node:stream/promises';
import { ExportRepository, type HistoryReading } from '#database';
import { Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { computeCurrentCoverage } from '../coverage/coverage.service.js';
import { ApiSettings } from '../settings/api-settings.js';
import { imageOrigins } from '../spotify-images.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { exportLines, inChunks } from './export-lines.js';
import { Transfers } from './transfers.js';

/** A client that reads nothing for so long, or is not done after so long, is cut off: PostgreSQL cannot vacuum meanwhile. */
const PATIENCE_MS = 30_000;
const LONGEST_MS = 30 * 60_000;

/** Sends listeners what is theirs. */
@Injectable()
export class ExportService {
  private readonly logger = new Logger(ExportService.name);

  constructor(
    private readonly exports: ExportRepository,
    private readonly transfers: Transfers,
    private readonly viewers: ViewerService,
    private readonly settings: ApiSettings,
  ) {}

  /**
   * Answers with the file. What goes wrong once it has begun closes the connection, so that half of it does not look
   * like all of it.
   *
   * @throws {ClientError} TOO_BUSY and {RateLimitExceededError}, as `Transfers` says
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  async send(listenerId: number, response: Response): Promise<void> {
    const sent = await this.transfers.make('export', listenerId, ({ ending }) =>
      this.exports.read(listenerId, async (history) => {
        response.set({
          'Content-Type': 'application/x-ndjson; charset=utf-8',
          'Content-Disposition': `attachment; filename="${fileName(history)}"`,
          'Cache-Control': 'no-store',
        });
        await this.stream(history, response, AbortSignal.any([ending, AbortSignal.timeout(LONGEST_MS)]));
        return true;
      }),
    );
    if (sent === null) this.viewers.throwAccountDeleted();
    // Only now, so that a client that has the whole file can ask for the next.
    response.end();
  }

  private async stream(history: HistoryReading, response: Response, end: AbortSignal): Promise<void> {
    const { SNAPSHOT_RETENTION_DAYS } = this.settings.environment;
    response.setTimeout(PATIENCE_MS, () => response.destroy());
    try {
      await pipeline(
        inChunks(exportLines(history, imageOrigins(this.settings), SNAPSHOT_RETENTION_DAYS)),
        response,
        { signal: end, end: false },
      );
    } catch (error) {
      response.destroy();
      this.logger.warn({ err: error }, 'an export broke off');
    }
  }
}

function fileName({ coverage }: HistoryReading): string {
  return `headliner-${computeCurrentCoverage(coverage.SHORT_TERM, undefined).today}.ndjson`;
}
