import type { ArtistRepository, TimeRange } from '#database';
import type { Artist } from '../artists/artist.model.js';
import type { Histories } from './histories.js';

/** A history, and the chart day that counts now for its listener. */
export type ReadHistory = Awaited<ReturnType<Histories['of']>>;

/** What names an artist by our number, with the artist in the number's place. */
export type Described<Entry extends { readonly artist: number }> = Omit<Entry, 'artist'> & { artist: Artist };

/**
 * What one operation reads for its listener. Each history is read once, so that all fields of an answer tell of the
 * same moment, however many ask.
 */
export class Reading {
  private readonly read = new Map<TimeRange, Promise<ReadHistory>>();
  /** Our numbers of the artists that it has come across, by Spotify's ids. */
  private readonly keys = new Map<string, number>();

  constructor(
    private readonly histories: Histories,
    private readonly artists: ArtistRepository,
    private readonly listenerId: number,
  ) {}

  /** @throws {ClientError} UNAUTHENTICATED: the session outlived its listener */
  history(range: TimeRange): Promise<ReadHistory> {
    let history = this.read.get(range);
    if (!history) this.read.set(range, (history = this.histories.of(this.listenerId, range)));
    return history;
  }

  /** Finds the artists behind our numbers, by one question for all of them. */
  async describe(keys: readonly number[]): Promise<(key: number) => Artist> {
    const records = await this.artists.describe(this.listenerId, keys);
    for (const [key, { id }] of records) this.remember(id, key);
    return (key) => {
      const record = records.get(key);
      if (!record) throw new Error(`A history names artist ${key}, whom nobody describes.`);
      return record;
    };
  }

  async described<Entry extends { readonly artist: number }>(
    entries: readonly Entry[],
  ): Promise<Described<Entry>[]> {
    const artistOf = await this.describe(entries.map(({ artist }) => artist));
    return entries.map((entry) => ({ ...entry, artist: artistOf(entry.artist) }));
  }

  /** Notes our number of an artist, so that it need not be asked for. */
  remember(spotifyId: string, key: number): void {
    this.keys.set(spotifyId, key);
  }

  /** Our number of an artist; null for one that no list and no import has ever named here. */
  async key(spotifyId: string): Promise<number | null> {
    return this.keys.get(spotifyId) ?? (await this.artists.findKeys([spotifyId])).get(spotifyId) ?? null;
  }
}
