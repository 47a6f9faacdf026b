import { type ChartDay, chartDay, History } from '#charts';
import { HistoryRepository, type HistoryState, type TimeRange } from '#database';
import { Injectable, Optional } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ViewerService } from '../viewer/viewer.service.js';
import { HistoryMetrics } from './history-metrics.js';

/**
 * The memory that histories are kept in, in bytes. Ten years of one range and 50 places take 1.2 MB, ledger included: so
 * it holds 27 such histories, or the three ranges of 90 listeners who have been here for a year. What is not among
 * them is read again.
 */
const MOST_BYTES = 32 * 2 ** 20;

/** What is kept besides the history, in bytes: its key, its revision, and the cache's own books. */
const BESIDES_BYTES = 500;

interface Kept {
  readonly revision: string;
  readonly history: History;
}

/**
 * Histories, kept in memory. PostgreSQL is asked every time whether the one at hand is what is recorded now, whoever
 * may have changed it, and sends a history only where it is not.
 */
@Injectable()
export class Histories {
  private readonly kept: LRUCache<string, Kept>;
  private readonly asked = new Map<string, Promise<HistoryState | null>>();

  constructor(
    private readonly repository: HistoryRepository,
    private readonly viewers: ViewerService,
    @Optional() mostBytes = MOST_BYTES,
    @Optional() private readonly metrics?: HistoryMetrics,
  ) {
    this.kept = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ history }) => history.bytes + BESIDES_BYTES,
    });
  }

  /** The memory that is taken now, in bytes. */
  get bytes(): number {
    return this.kept.calculatedSize;
  }

  /**
   * The history of a listener and range, and the chart day that counts now.
   *
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  async of(listenerId: number, range: TimeRange): Promise<{ history: History; today: ChartDay }> {
    const key = `${listenerId}/${range}`;
    // A request that comes while it is on its way asks only afterwards whether it has changed since: it is not sent twice.
    await this.asked.get(key)?.catch(() => undefined);
    const kept = this.kept.get(key);
    const asked = this.repository.read(listenerId, range, kept?.revision ?? null);
    this.asked.set(key, asked);
    try {
      const state = (await asked) ?? this.viewers.gone();
      const today = chartDay(state.now, state.timezone, state.newestDay);
      return { history: this.historyOf(key, state, kept), today };
    } finally {
      if (this.asked.get(key) === asked) this.asked.delete(key);
    }
  }

  private historyOf(key: string, { revision, columns }: HistoryState, known: Kept | undefined): History {
    if (revision === null) return History.EMPTY;
    // Another question may have had the same answer before this one.
    const same = [known, this.kept.get(key)].find((kept) => kept?.revision === revision);
    this.metrics?.recordUse(same ? 'KEPT' : 'READ');
    if (same) return same.history;
    const history = columns ? new History(columns) : History.EMPTY;
    this.kept.set(key, { revision, history });
    return history;
  }
}
