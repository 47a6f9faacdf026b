import { Artist } from '../artists/artists.models.js';
import type { TimeRange } from '../charts/chart.enums.js';
import type { CurrentHistory } from '../charts/history-cache.js';
import { HistoryLoader } from '../charts/history-loader.js';
import { ClientError } from '../errors/client-error.js';

/** Creates the error for unknown, revoked and expired tokens, the same for all. */
export function shareNotFound(): ClientError {
  return new ClientError('NOT_FOUND', 'This link does not work. It may have expired or been revoked.');
}

/** Loads the histories of a listener who shares a chart, for people who may see that chart only. */
export class SharedHistoryLoader extends HistoryLoader {
  /** @throws {ClientError} NOT_FOUND: the account, and with it the share, was deleted a moment ago */
  override async load(range: TimeRange): Promise<CurrentHistory> {
    try {
      return await super.load(range);
    } catch (error) {
      throw error instanceof ClientError && error.code === 'UNAUTHENTICATED' ? shareNotFound() : error;
    }
  }

  /** Marks the artists, so that they have no rank history. */
  override async loadArtists(keys: readonly number[]): Promise<(key: number) => Artist> {
    const artistOf = await super.loadArtists(keys);
    return (key) => ({ ...artistOf(key), shared: true });
  }
}
