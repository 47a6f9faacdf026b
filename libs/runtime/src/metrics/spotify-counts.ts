import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/** Counts calls to Spotify and refreshes. Implements `SpotifyObserver` of `libs/spotify`; each app's root module connects them. */
@Injectable()
export class SpotifyCounts {
  private readonly calls: Counter<'endpoint' | 'result'>;
  private readonly durations: Histogram<'endpoint'>;
  private readonly refreshes: Counter<'outcome'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.calls = new Counter({
      name: 'headliner_spotify_calls_total',
      help: 'Calls to Spotify by endpoint and result: the HTTP status, or the kind of failure if there was none.',
      labelNames: ['endpoint', 'result'],
      registers,
    });
    this.durations = new Histogram({
      name: 'headliner_spotify_call_seconds',
      help: 'Duration of calls to Spotify.',
      labelNames: ['endpoint'],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.refreshes = new Counter({
      name: 'headliner_spotify_refreshes_total',
      help: 'Refreshes of access tokens by outcome: REFRESHED, REPLACED by another process or sign-in, or the error.',
      labelNames: ['outcome'],
      registers,
    });
    this.refreshes.inc({ outcome: 'REFRESHED' }, 0);
  }

  called(endpoint: string, result: string, seconds: number): void {
    this.calls.inc({ endpoint, result });
    this.durations.observe({ endpoint }, seconds);
  }

  refreshed(outcome: string): void {
    this.refreshes.inc({ outcome });
  }
}
