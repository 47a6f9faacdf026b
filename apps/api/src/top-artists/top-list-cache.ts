import { setImmediate as turn } from 'node:timers/promises';
import { type CachedTopList, type StoredLists, type TopList, TopListRepository } from '#database';
import { Spotify, SpotifyError, type TimeRange, UnavailableError } from '#spotify';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';

/** In bytes: about a thousand lists of 50 artists. */
const MAX_COPIED_BYTES = 32 * 2 ** 20;
/** Memory of a list, of an artist with its id, and of an image, in bytes, without other texts. */
const [LIST_BYTES, ARTIST_BYTES, IMAGE_BYTES] = [500, 200, 75];

/** A list and where it comes from. */
export interface ServedList extends Pick<TopList, 'fetchedAt' | 'artists'> {
  readonly source: 'SPOTIFY' | 'CACHE' | 'SNAPSHOT';
  /** How long this list may be served again, in milliseconds. 0 unless it is a `CACHE` that is young enough. */
  readonly maxAgeMs: number;
}

/** A list being loaded from Spotify. Until the call is made, other requests may raise its depth. */
interface Load {
  depth: number;
  called: boolean;
  readonly list: Promise<ServedList>;
}

/**
 * Top lists in PostgreSQL, which all processes share, filled from Spotify. Serves a stored list while it is young and long
 * enough, else Spotify's, else the newest stored one. Concurrent requests for one list share one call to Spotify.
 */
@Injectable()
export class TopListCache {
  private readonly logger = new Logger(TopListCache.name);
  /** By listener and range. */
  private readonly loads = new Map<string, Load>();
  /**
   * Copies of stored lists, by listener and range. Every request asks PostgreSQL for the current revision, so changes by
   * other processes show at once; PostgreSQL sends artists only if the revision is not that of the copy.
   */
  private readonly copies = new LRUCache<string, CachedTopList>({
    maxSize: MAX_COPIED_BYTES,
    sizeCalculation: bytesOf,
  });
  /** Counts the lists that this process has stored, to notice one between a read and a load. */
  private stores = 0;

  constructor(
    private readonly spotify: Spotify,
    private readonly lists: TopListRepository,
    private readonly settings: ApiSettings,
    private readonly viewers: ViewerService,
    private readonly responses: ResponseCache,
  ) {}

  /**
   * @param limit places wanted, 1 to 100
   * @throws {SpotifyError} Spotify cannot answer, and there is no list from earlier
   * @throws {ClientError} UNAUTHENTICATED: the listener's account was deleted while Spotify was asked
   */
  async get(listenerId: number, range: TimeRange, limit: number): Promise<ServedList> {
    const storesBefore = this.stores;
    const stored = await this.read(listenerId, range);
    const recent = this.recentOf(stored, limit);
    if (recent) return recent;
    try {
      return await this.load(listenerId, range, limit, storesBefore === this.stores ? stored : null);
    } catch (error) {
      const newest = newestOf(stored);
      if (!newest || !(error instanceof SpotifyError)) throw error;
      this.logger.warn(
        { listenerId, range, code: error.code },
        'serving an earlier list: Spotify cannot answer',
      );
      return newest;
    }
  }

  private async read(listenerId: number, range: TimeRange): Promise<StoredLists> {
    const key = keyOf(listenerId, range);
    const copy = this.copies.get(key);
    const stored = await this.lists.newest(listenerId, range, copy);
    if (stored.cached?.revision !== copy?.revision) this.copies.set(key, stored.cached ?? undefined);
    return stored;
  }

  /**
   * Loads a list from Spotify, or joins a load that is deep enough or can still be made so.
   *
   * @param stored what is stored; null where that may have changed since it was read
   */
  private load(
    listenerId: number,
    range: TimeRange,
    limit: number,
    stored: StoredLists | null,
  ): Promise<ServedList> {
    const key = keyOf(listenerId, range);
    const depth = Math.max(limit, this.settings.environment.SNAPSHOT_DEPTH);
    const current = this.loads.get(key);
    if (current && (!current.called || current.depth >= depth)) {
      current.depth = Math.max(current.depth, depth);
      return current.list;
    }
    const load: Load = {
      depth,
      called: false,
      // Requests that read the stored list in the same turn join, and may want more places.
      list: turn()
        .then(() => this.fetch(listenerId, range, load, stored))
        .finally(() => {
          if (this.loads.get(key) === load) this.loads.delete(key);
        }),
    };
    this.loads.set(key, load);
    return load.list;
  }

  private async fetch(
    listenerId: number,
    range: TimeRange,
    load: Load,
    found: StoredLists | null,
  ): Promise<ServedList> {
    const stored = found ?? (await this.read(listenerId, range));
    load.called = true;
    const recent = this.recentOf(stored, load.depth);
    if (recent) return recent;
    const list = await this.spotify.getTopArtists(listenerId, range, load.depth);
    // Spotify sometimes returns an empty list by mistake, which must not replace one that has places.
    if (list.artists.length === 0 && newestOf(stored)?.artists.length) {
      throw new UnavailableError('it gave an empty list to a listener whose list had places');
    }
    const fetchedAt =
      (await this.lists.save(listenerId, range, list, stored.cached)) ?? this.viewers.throwAccountDeleted();
    this.stores += 1;
    this.responses.invalidate(listenerId);
    return { fetchedAt, artists: list.artists, source: 'SPOTIFY', maxAgeMs: 0 };
  }

  /** The list that may be served without asking Spotify, if it is young enough and as long as wanted, or complete. */
  private recentOf({ cached }: StoredLists, places: number): ServedList | null {
    if (!cached) return null;
    const maxAgeMs = 1_000 * (this.settings.environment.TOP_ARTISTS_MAX_AGE_SECONDS - cached.ageSeconds);
    const isLongEnough = cached.complete || cached.artists.length >= places;
    return maxAgeMs > 0 && isLongEnough ? { ...cached, source: 'CACHE', maxAgeMs } : null;
  }
}

function newestOf({ cached, snapshot }: StoredLists): ServedList | null {
  // A snapshot is there only where it is the newer of the two.
  if (snapshot) return { ...snapshot, source: 'SNAPSHOT', maxAgeMs: 0 };
  return cached && { ...cached, source: 'CACHE', maxAgeMs: 0 };
}

function keyOf(listenerId: number, range: TimeRange): string {
  return `${listenerId}/${range}`;
}

/** Memory of a list, in bytes: one per character of an address, two of any other text. */
function bytesOf({ artists }: TopList): number {
  return artists.reduce(
    (sum, { name, images, spotifyUrl, genres }) =>
      sum +
      ARTIST_BYTES +
      2 * (name.length + (genres ?? []).join().length) +
      spotifyUrl.length +
      images.reduce((bytes, { url }) => bytes + IMAGE_BYTES + url.length, 0),
    LIST_BYTES,
  );
}
