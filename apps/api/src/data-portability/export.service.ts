import { pipeline } from 'node:stream/promises';
import type { Gap } from '#charts';
import { ExportRepository, type ExportedHistory, isLocalId } from '#database';
import { Injectable, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { TimeRange } from '../charts/chart.enums.js';
import { computeCurrentCoverage } from '../coverage/coverage.service.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { Transfers } from './transfers.js';

/** Longest pause of a client, and longest export. An export keeps PostgreSQL from vacuuming. */
const MAX_IDLE_MS = 30_000;
const MAX_DURATION_MS = 30 * 60_000;

/** Characters sent at a time. */
const CHUNK_SIZE = 16_384;

const RANGES = Object.values(TimeRange);

/** Exports everything that belongs to a listener. */
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
   * Sends the file. An error after its first chunk closes the connection, so that a partial file does not look complete.
   *
   * @throws {ClientError} TOO_BUSY, and {RateLimitExceededError}, as in {@link Transfers}
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async send(listenerId: number, response: Response): Promise<void> {
    const sent = await this.transfers.run('export', listenerId, ({ signal }) =>
      this.exports.read(listenerId, async (history) => {
        await this.stream(history, response, AbortSignal.any([signal, AbortSignal.timeout(MAX_DURATION_MS)]));
        return true;
      }),
    );
    if (sent === null) this.viewers.throwAccountDeleted();
    // After the transfer has ended: a client that has the whole file can start the next export.
    response.end();
  }

  private async stream(history: ExportedHistory, response: Response, signal: AbortSignal): Promise<void> {
    const chunks = joinChunks(exportLines(history, this.settings));
    // An error until here gets a response.
    const first = await chunks.next();
    response.set({
      'Content-Type': 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName(history)}"`,
      'Cache-Control': 'no-store',
    });
    response.setTimeout(MAX_IDLE_MS, () => response.destroy());
    try {
      await pipeline(continueFrom(first, chunks), response, { signal, end: false });
    } catch (error) {
      response.destroy();
      this.logger.warn({ err: error }, 'export aborted');
    }
  }
}

/**
 * Writes the lines of a file: the profile, all artists, then snapshots and gaps by day and range. Images that are not on
 * Spotify's hosts are left out, since an import rejects them.
 */
async function* exportLines(
  history: ExportedHistory,
  { isAllowedImage, environment: { SNAPSHOT_RETENTION_DAYS: retentionDays } }: ApiSettings,
): AsyncGenerator<string> {
  const { timezone, skippedDays } = history.coverage.SHORT_TERM;
  const { displayName, listeningHistory } = history;
  yield line({
    type: 'profile',
    displayName,
    timezone,
    ...(skippedDays.length > 0 ? { skippedDays } : {}),
    ...(listeningHistory ? { listeningHistory } : {}),
  });
  for await (const { id, name, imageUrl } of history.artists()) {
    const image = imageUrl !== null && isAllowedImage(imageUrl) ? imageUrl : null;
    yield line({ type: 'artist', id, name, imageUrl: image, ...(isLocalId(id) ? { linked: false } : {}) });
  }
  const gaps = listGaps(history, retentionDays);
  let next = 0;
  for await (const { range, day, takenAt, complete, source, artists } of history.snapshots()) {
    for (let gap = gaps[next]; gap && isBefore(gap, { day, range }); gap = gaps[++next]) {
      yield line({ type: 'gap', ...gap });
    }
    const instant = takenAt.toISOString().replace('.000Z', 'Z');
    const marked = source === 'RECONSTRUCTED' ? { source } : {};
    yield line({ type: 'snapshot', range, day, takenAt: instant, complete, ...marked, artists });
  }
  for (const gap of gaps.slice(next)) yield line({ type: 'gap', ...gap });
}

/** Joins lines into chunks, since each write to the socket has a cost. */
async function* joinChunks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const text of lines) {
    chunk += text;
    if (chunk.length < CHUNK_SIZE) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Yields a chunk that was read already, then the rest. */
async function* continueFrom(
  first: IteratorResult<string>,
  chunks: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (!first.done) yield first.value;
  yield* chunks;
}

interface RangeDay {
  readonly day: string;
  readonly range: TimeRange;
}

/** Lists the gaps of all ranges by day and range. */
function listGaps(
  { coverage }: ExportedHistory,
  retentionDays: number | undefined,
): ({ readonly range: TimeRange } & Gap<string>)[] {
  return RANGES.flatMap((range) =>
    computeCurrentCoverage(coverage[range], retentionDays).gaps.map(({ day, reason }) => ({
      range,
      day,
      reason,
    })),
  ).toSorted((one, other) => (isBefore(one, other) ? -1 : 1));
}

function isBefore(one: RangeDay, other: RangeDay): boolean {
  if (one.day !== other.day) return one.day < other.day;
  return RANGES.indexOf(one.range) < RANGES.indexOf(other.range);
}

function line(content: object): string {
  return `${JSON.stringify(content)}\n`;
}

function fileName({ coverage }: ExportedHistory): string {
  return `headliner-${computeCurrentCoverage(coverage.SHORT_TERM, undefined).today}.ndjson`;
}
