import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';

const SOURCES = ['SPOTIFY', 'CACHE', 'SNAPSHOT'] as const;

/** Counts the top lists served to clients. */
@Injectable()
export class TopArtistsMetrics {
  private readonly lists: Counter<'source'>;

  constructor(registry: Registry) {
    this.lists = new Counter({
      name: 'headliner_top_lists_served_total',
      help: 'Top lists served to clients, by source: SPOTIFY (fetched for the request), CACHE (fetched earlier) or SNAPSHOT (recorded).',
      labelNames: ['source'],
      registers: [registry],
    });
    // Starts every series at 0, so that its first increment shows as a rise.
    for (const source of SOURCES) this.lists.inc({ source }, 0);
  }

  recordServed(source: (typeof SOURCES)[number]): void {
    this.lists.inc({ source });
  }
}
