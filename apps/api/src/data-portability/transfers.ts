import { TransferInProgressError } from '#database';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ClientError, RateLimitExceededError } from '../errors/client-error.js';

/** How many a process makes at a time. An export holds a connection to the database, an import only memory. */
const MOST_AT_A_TIME = { export: 2, import: 8 };
/** What the imports of a process may hold together, in bytes. Ten years take 2 MB. */
const MOST_HELD_BYTES = 64 * 1024 * 1024;

/** What is under way may be over by then. */
const RETRY_AFTER_SECONDS = 30;

/** How long those under way are let go on when the process is to end, in milliseconds. */
const GRACE_MS = 20_000;

/** A transfer that is under way. */
export interface Transfer {
  /** Given when the process stops: the transfer ends early. */
  readonly ending: AbortSignal;
  /**
   * Counts bytes that the transfer keeps in memory until it is over.
   *
   * @throws {ClientError} TOO_BUSY: all transfers together would keep too many
   */
  readonly hold: (bytes: number) => void;
}

/** Keeps exports and imports within bounds. */
@Injectable()
export class Transfers implements OnModuleDestroy {
  private readonly underWay = { export: 0, import: 0 };
  private readonly importing = new Set<number>();
  private held = 0;
  private lastTurn: Promise<unknown> = Promise.resolve();
  private readonly ending = new AbortController();

  /**
   * @throws {ClientError} TOO_BUSY: this process makes as many as it takes on
   * @throws {RateLimitExceededError} the listener's own, here or in another process, is under way
   */
  async make<T>(
    what: 'export' | 'import',
    listenerId: number,
    work: (transfer: Transfer) => Promise<T>,
  ): Promise<T> {
    if (what === 'import' && this.importing.has(listenerId)) throw alreadyUnderWay(what);
    if (this.underWay[what] >= MOST_AT_A_TIME[what]) throw tooBusy(what);
    let held = 0;
    const hold = (bytes: number): void => {
      if (this.held + bytes > MOST_HELD_BYTES) throw tooBusy(what);
      this.held += bytes;
      held += bytes;
    };
    this.underWay[what]++;
    if (what === 'import') this.importing.add(listenerId);
    try {
      return await work({ ending: this.ending.signal, hold });
    } catch (error) {
      throw error instanceof TransferInProgressError ? alreadyUnderWay(what) : error;
    } finally {
      this.underWay[what]--;
      this.held -= held;
      if (what === 'import') this.importing.delete(listenerId);
    }
  }

  /** Does work after all that was to be done in turn before: files that have arrived go into the database one by one. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.lastTurn.then(work);
    this.lastTurn = turn.catch(() => undefined);
    return turn;
  }

  onModuleDestroy(): void {
    setTimeout(() => this.ending.abort(), GRACE_MS).unref();
  }
}

function tooBusy(what: 'export' | 'import'): ClientError {
  return new ClientError(
    'TOO_BUSY',
    `This instance has as many ${what}s under way as it can take. Try again in ${RETRY_AFTER_SECONDS} s.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

function alreadyUnderWay(what: 'export' | 'import'): RateLimitExceededError {
  return new RateLimitExceededError(
    `An ${what} of yours is under way, and one at a time is possible`,
    RETRY_AFTER_SECONDS,
  );
}
