import { AlreadyUnderWayError } from '#database';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AllowanceUsedUpError } from '../graphql/allowance-used-up.error.js';
import { TooBusyError } from '../graphql/too-busy.error.js';

/** How many exports, and how many imports, a process makes at a time: each holds a connection to the database. */
const MOST_AT_A_TIME = 2;

/** What is under way may be over by then. */
const RETRY_AFTER_SECONDS = 30;

/** How long those under way are let go on when the process is to end, in milliseconds. */
const GRACE_MS = 20_000;

/** Keeps exports and imports within bounds. */
@Injectable()
export class Transfers implements OnModuleDestroy {
  private readonly underWay = { export: 0, import: 0 };
  private readonly ending = new AbortController();

  /**
   * @param work ends early when the signal is given: the process stops
   * @throws {TooBusyError} this process makes as many as it takes on
   * @throws {AllowanceUsedUpError} the listener's own, here or in another process, is under way
   */
  async make<T>(what: 'export' | 'import', work: (ending: AbortSignal) => Promise<T>): Promise<T> {
    if (this.underWay[what] >= MOST_AT_A_TIME) {
      throw new TooBusyError(`This instance makes ${MOST_AT_A_TIME} ${what}s at a time`, RETRY_AFTER_SECONDS);
    }
    this.underWay[what]++;
    try {
      return await work(this.ending.signal);
    } catch (error) {
      if (!(error instanceof AlreadyUnderWayError)) throw error;
      throw new AllowanceUsedUpError(
        `An ${what} of yours is under way, and one at a time is possible`,
        RETRY_AFTER_SECONDS,
      );
    } finally {
      this.underWay[what]--;
    }
  }

  onModuleDestroy(): void {
    setTimeout(() => this.ending.abort(), GRACE_MS).unref();
  }
}
