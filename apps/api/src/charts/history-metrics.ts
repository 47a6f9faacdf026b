import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';

/** Counts histories that charts are made of. */
@Injectable()
export class HistoryMetrics {
  private readonly histories: Counter<'found'>;

  constructor(registry: Registry) {
    this.histories = new Counter({
      name: 'headliner_histories_total',
      help: 'Histories that charts needed: KEPT in memory and still current, or READ from PostgreSQL.',
      labelNames: ['found'],
      registers: [registry],
    });
    for (const found of ['KEPT', 'READ']) this.histories.inc({ found }, 0);
  }

  /** A history was needed: it was `KEPT` in memory, or `READ` from PostgreSQL. */
  recordUse(found: 'KEPT' | 'READ'): void {
    this.histories.inc({ found });
  }
}
