import { setImmediate as turn } from 'node:timers/promises';
import { artistBytes, type StoredLists, type TopList, TopListRepository } from '#database';
import { Spotify, SpotifyError, type TimeRange, UnavailableError } from '#spotify';
import { Injectable, Logger } from '@nestjs/common';
import { ResponseCache } from '../response-cache/response-cache.js';
import { ApiSettings } from '../settings/api-settings.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { BusyLists } from './busy-lists.js';
import { ForeseenCalls } from './foreseen-calls.js';
import { TopArtistsMetrics } from './top-artists-metrics.js';

/** A list and where it comes from. */
export interface ServedList extends Pick<TopList, 'fetchedAt' | 'artists'> {
  readonly source: 'SPOTIFY' | 'CACHE' | 'SNAPSHOT';
  /** How long this very list may be served again, in milliseconds: until it is too old; 0 for any but a fresh `CACHE`. */
  readonly maxAgeMs: number;
}

/** What is asked of Spotify. Until it is given, others may have it ask for more places. */
interface Order {
  depth: number;
  isGiven: boolean;
}

/** Top lists for people who are waiting: a recent one without asking Spotify, else Spotify's, else the newest there is. */
@Injectable()
export class TopArtistsService {
  private readonly logger = new Logger(TopArtistsService.name);
  private readonly fetching = new Map<
    string,
    { readonly order: Order; readonly list: Promise<ServedList> }
  >();
  private readonly busy = new BusyLists<StoredLists>(bytesOf);
  private readonly foreseen = new ForeseenCalls();
  /** How many lists Spotify has given this process. */
  private given = 0;

  constructor(
    private readonly spotify: Spotify,
    private readonly lists: TopListRepository,
    private readonly settings: ApiSettings,
    private readonly metrics: TopArtistsMetrics,
    private readonly viewers: ViewerService,
    private readonly responses: ResponseCache,
  ) {}

  private get maxAgeSeconds(): number {
    return this.settings.environment.TOP_ARTISTS_MAX_AGE_SECONDS;
  }

  /**
   * @param limit places wanted, 1 to 100
   * @throws {SpotifyError} Spotify cannot answer, and there is no list from earlier
   * @throws {ClientError} UNAUTHENTICATED: the listener left while Spotify was asked
   */
  async of(listenerId: number, range: TimeRange, limit: number): Promise<ServedList> {
    const list = await this.find(listenerId, range, limit);
    this.countServed(list);
    return list;
  }

  countServed({ source }: ServedList): void {
    this.metrics.served(source);
  }

  private async find(listenerId: number, range: TimeRange, limit: number): Promise<ServedList> {
    const key = keyOf(listenerId, range);
    const busy = this.busy.find(key);
    const known = busy && this.recentOf(busy.value, limit, busy.agoMs);
    if (known) return known;
    const look = (): Promise<ServedList> => this.look(listenerId, range, limit);
    if (this.fetching.has(key)) return look();
    return this.foreseen.around(key, () => this.spotify.prepare(listenerId), look);
  }

  /** Looks at what is stored, and asks Spotify unless that will do. */
  private async look(listenerId: number, range: TimeRange, limit: number): Promise<ServedList> {
    const key = keyOf(listenerId, range);
    const at = performance.now();
    const givenBefore = this.given;
    const stored = await this.lists.newest(listenerId, range);
    this.busy.note(key, stored, at);
    this.foreseen.saw(key, 1_000 * (this.maxAgeSeconds - (stored.cached?.ageSeconds ?? Infinity)));
    const recent = this.recentOf(stored, limit);
    if (recent) return recent;
    const newest = newestOf(stored);
    try {
      return await this.fetchOnce(listenerId, range, limit, givenBefore === this.given ? stored : null);
    } catch (error) {
      if (!newest || !(error instanceof SpotifyError)) throw error;
      this.logger.warn(
        { listenerId, range, code: error.code },
        'serving an earlier list: Spotify cannot answer',
      );
      return newest;
    }
  }

  /** The list that may be served without asking Spotify, if it is young enough and as long as wanted, or complete. */
  private recentOf({ cached }: StoredLists, places: number, agoMs = 0): ServedList | null {
    if (!cached) return null;
    const maxAgeMs = 1_000 * (this.maxAgeSeconds - cached.ageSeconds) - agoMs;
    const isLongEnough = cached.complete || cached.artists.length >= places;
    return maxAgeMs > 0 && isLongEnough ? { ...cached, source: 'CACHE', maxAgeMs } : null;
  }

  /**
   * Requests for the same list at the same time share one call, which asks for as many places as any of them wants.
   *
   * @param stored what is stored now; null where that may have changed since the caller looked
   */
  private fetchOnce(
    listenerId: number,
    range: TimeRange,
    limit: number,
    stored: StoredLists | null,
  ): Promise<ServedList> {
    const depth = Math.max(limit, this.settings.environment.SNAPSHOT_DEPTH);
    const key = keyOf(listenerId, range);
    const known = this.fetching.get(key);
    if (known && (!known.order.isGiven || known.order.depth >= depth)) {
      known.order.depth = Math.max(known.order.depth, depth);
      return known.list;
    }
    const order = { depth, isGiven: false };
    const list = this.fetch(listenerId, range, order, stored).finally(() => {
      if (this.fetching.get(key)?.order === order) this.fetching.delete(key);
    });
    this.fetching.set(key, { order, list });
    return list;
  }

  private async fetch(
    listenerId: number,
    range: TimeRange,
    order: Order,
    found: StoredLists | null,
  ): Promise<ServedList> {
    // Another call may have come back since its caller looked: here nobody else of this process is on the way.
    const stored = found ?? (await this.lists.newest(listenerId, range));
    // Whoever looked at the same time comes along, and may want more places.
    if (found) await turn();
    order.isGiven = true;
    const { depth } = order;
    const recent = this.recentOf(stored, depth);
    if (recent) return recent;
    const key = keyOf(listenerId, range);
    const list = await this.spotify.getTopArtists(listenerId, range, depth, this.foreseen.take(key));
    // Spotify is known to answer with nothing by mistake: a list that had places is not replaced by none.
    if (list.artists.length === 0 && newestOf(stored)?.artists.length) {
      throw new UnavailableError('it gave an empty list to a listener whose list had places');
    }
    const fetchedAt = (await this.lists.save(listenerId, range, list, stored.cached)) ?? this.viewers.gone();
    this.busy.forget(key);
    this.responses.invalidate(listenerId);
    this.foreseen.saw(key, 1_000 * this.maxAgeSeconds);
    this.given += 1;
    return { fetchedAt, artists: list.artists, source: 'SPOTIFY', maxAgeMs: 0 };
  }
}

function newestOf({ cached, snapshot }: StoredLists): ServedList | null {
  // A snapshot is there only where it is the newer of the two.
  if (snapshot) return { ...snapshot, source: 'SNAPSHOT', maxAgeMs: 0 };
  return cached && { ...cached, source: 'CACHE', maxAgeMs: 0 };
}

function bytesOf({ cached, snapshot }: StoredLists): number {
  const artists = [...(cached?.artists ?? []), ...(snapshot?.artists ?? [])];
  return artists.reduce((bytes, artist) => bytes + artistBytes(artist), 0);
}

function keyOf(listenerId: number, range: TimeRange): string {
  return `${listenerId}/${range}`;
}
