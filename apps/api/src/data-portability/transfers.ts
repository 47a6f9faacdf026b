import { TransferInProgressError } from '#database';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ClientError, RateLimitExceededError } from '../errors/client-error.js';

/** Concurrent transfers per process. An export holds a database connection, an import only memory. */
const MAX_CONCURRENT = { export: 2, import: 8 };
/** Memory of all concurrent imports of a process, in bytes. Ten years take 2 MB. */
const MAX_RESERVED_BYTES = 64 * 1024 * 1024;

/** Sent to clients that are rejected: by then a running transfer may have ended. */
const RETRY_AFTER_SECONDS = 30;

/** How long running transfers may continue after shutdown begins, in milliseconds. */
const GRACE_MS = 20_000;

/** A running export or import. */
export interface Transfer {
  /** Aborts when the process stops. */
  readonly signal: AbortSignal;
  /**
   * Counts bytes that the transfer holds in memory until it ends.
   *
   * @throws {ClientError} TOO_BUSY: all transfers together would hold too many
   */
  readonly reserve: (bytes: number) => void;
}

/** Limits the number and the memory of concurrent exports and imports. */
@Injectable()
export class Transfers implements OnModuleDestroy {
  private readonly running = { export: 0, import: 0 };
  private readonly importing = new Set<number>();
  private reserved = 0;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private readonly shutdown = new AbortController();

  /**
   * Runs an export or import of a listener.
   *
   * @throws {ClientError} TOO_BUSY: the process runs as many transfers as it allows
   * @throws {RateLimitExceededError} the listener already runs one, in this or another process
   */
  async run<T>(
    kind: 'export' | 'import',
    listenerId: number,
    work: (transfer: Transfer) => Promise<T>,
  ): Promise<T> {
    if (kind === 'import' && this.importing.has(listenerId)) throw alreadyRunning(kind);
    if (this.running[kind] >= MAX_CONCURRENT[kind]) throw tooBusy(kind);
    let reserved = 0;
    const reserve = (bytes: number): void => {
      if (this.reserved + bytes > MAX_RESERVED_BYTES) throw tooBusy(kind);
      this.reserved += bytes;
      reserved += bytes;
    };
    this.running[kind]++;
    if (kind === 'import') this.importing.add(listenerId);
    try {
      return await work({ signal: this.shutdown.signal, reserve });
    } catch (error) {
      throw error instanceof TransferInProgressError ? alreadyRunning(kind) : error;
    } finally {
      this.running[kind]--;
      this.reserved -= reserved;
      if (kind === 'import') this.importing.delete(listenerId);
    }
  }

  /** Runs work after all earlier work passed to this method, so that files are stored one at a time. */
  runInTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  onModuleDestroy(): void {
    setTimeout(() => this.shutdown.abort(), GRACE_MS).unref();
  }
}

function tooBusy(kind: 'export' | 'import'): ClientError {
  return new ClientError(
    'TOO_BUSY',
    `This instance is running as many ${kind}s as it allows. Try again in ${RETRY_AFTER_SECONDS} s.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

function alreadyRunning(kind: 'export' | 'import'): RateLimitExceededError {
  return new RateLimitExceededError(
    `You already have an ${kind} running, and only one is allowed at a time`,
    RETRY_AFTER_SECONDS,
  );
}
