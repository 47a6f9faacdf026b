import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';

const SOURCES = ['SPOTIFY', 'CACHE', 'SNAPSHOT'] as const;

/** Counts top lists that are served. */
@Injectable()
export class TopArtistsMetrics {
  private readonly lists: Counter<'source'>;

  constructor(registry: Registry) {
    this.lists = new Counter({
      name: 'headliner_top_lists_served_total',
      help: 'Top lists served by source: SPOTIFY was asked; CACHE and SNAPSHOT were at hand, or Spotify had none to give.',
      labelNames: ['source'],
      registers: [registry],
    });
    // What has not happened yet is 0, so that its first time is seen as a rise.
    for (const source of SOURCES) this.lists.inc({ source }, 0);
  }

  recordServed(source: (typeof SOURCES)[number]): void {
    this.lists.inc({ source });
  }
}
