import { type ChartDay, chartDay, History } from '#charts';
import { HistoryRepository, type HistoryState, type TimeRange } from '#database';
import { Injectable, Optional } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Counter, Registry } from 'prom-client';
import { ViewerService } from '../viewer/viewer.service.js';

/** In bytes: 27 histories of ten years (1.2 MB each, 50 ranks), or the three ranges of 90 listeners of one year. */
const MAX_BYTES = 32 * 2 ** 20;

/** Memory of a cache entry without its history, in bytes: key, revision, and overhead of the cache. */
const OVERHEAD_BYTES = 500;

interface CachedHistory {
  readonly revision: string;
  readonly history: History;
}

/** A history, and the current chart day of its listener. */
export interface CurrentHistory {
  readonly history: History;
  readonly today: ChartDay;
}

/** Counts the histories that charts need. */
@Injectable()
export class HistoryMetrics {
  private readonly histories: Counter<'found'>;

  constructor(registry: Registry) {
    this.histories = new Counter({
      name: 'headliner_histories_total',
      help: 'Histories that charts needed: KEPT (cached and current) or READ (loaded from PostgreSQL).',
      labelNames: ['found'],
      registers: [registry],
    });
    for (const found of ['KEPT', 'READ']) this.histories.inc({ found }, 0);
  }

  /** Counts one history: `KEPT` if the cache had it, `READ` if PostgreSQL sent it. */
  recordUse(found: 'KEPT' | 'READ'): void {
    this.histories.inc({ found });
  }
}

/**
 * Caches histories in memory. Every call asks PostgreSQL for the current revision, so changes by other processes show at
 * once; PostgreSQL sends a history only if its revision is not the cached one.
 */
@Injectable()
export class HistoryCache {
  private readonly cache: LRUCache<string, CachedHistory>;
  private readonly pending = new Map<string, Promise<HistoryState | null>>();

  constructor(
    private readonly repository: HistoryRepository,
    private readonly viewers: ViewerService,
    @Optional() maxBytes = MAX_BYTES,
    @Optional() private readonly metrics?: HistoryMetrics,
  ) {
    this.cache = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ history }) => history.bytes + OVERHEAD_BYTES,
    });
  }

  /** Memory of all cached histories, in bytes. */
  get bytes(): number {
    return this.cache.calculatedSize;
  }

  /**
   * Loads the current history of a listener and range.
   *
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async load(listenerId: number, range: TimeRange): Promise<CurrentHistory> {
    const key = `${listenerId}/${range}`;
    // A concurrent call may be loading this history: afterwards, only its revision has to be checked.
    await this.pending.get(key)?.catch(() => undefined);
    const cached = this.cache.get(key);
    const pending = this.repository.read(listenerId, range, cached?.revision ?? null);
    this.pending.set(key, pending);
    try {
      const state = (await pending) ?? this.viewers.throwAccountDeleted();
      const today = chartDay(state.now, state.timezone, state.newestDay);
      return { history: this.update(key, state, cached), today };
    } finally {
      if (this.pending.get(key) === pending) this.pending.delete(key);
    }
  }

  private update(
    key: string,
    { revision, columns }: HistoryState,
    cached: CachedHistory | undefined,
  ): History {
    if (revision === null) return History.EMPTY;
    // A concurrent call may have stored this revision first.
    const current = [cached, this.cache.get(key)].find((entry) => entry?.revision === revision);
    this.metrics?.recordUse(current ? 'KEPT' : 'READ');
    if (current) return current.history;
    const history = columns ? new History(columns) : History.EMPTY;
    this.cache.set(key, { revision, history });
    return history;
  }
}
