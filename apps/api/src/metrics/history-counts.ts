import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import { HistoryMetrics } from '../charts/history-metrics.js';

/** Counts histories that charts are made of. */
@Injectable()
export class HistoryCounts extends HistoryMetrics {
  private readonly histories: Counter<'found'>;

  constructor(registry: Registry) {
    super();
    this.histories = new Counter({
      name: 'headliner_histories_total',
      help: 'Histories that charts needed: KEPT in memory and still current, or READ from PostgreSQL.',
      labelNames: ['found'],
      registers: [registry],
    });
    for (const found of ['KEPT', 'READ']) this.histories.inc({ found }, 0);
  }

  override needed(found: 'KEPT' | 'READ'): void {
    this.histories.inc({ found });
  }
}
