import { type ArtistName, ArtistRepository } from '#database';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import { type Artist, toArtist } from '../artists/artists.models.js';
import type { OperationContext } from '../graphql/operation-context.js';
import { TimeRange } from './chart.enums.js';
import { type CurrentHistory, HistoryCache } from './history-cache.js';

/** An entry of a history with the artist in place of the artist's key. */
export type WithArtist<Entry extends { readonly artist: number }> = Omit<Entry, 'artist'> & {
  artist: Artist;
};

/**
 * Loads the histories and artists of one request. Each history is loaded once, so all fields of a response show the same
 * moment.
 */
export class HistoryLoader {
  private readonly histories = new Map<TimeRange, Promise<CurrentHistory>>();
  /** Keys of artists by Spotify ID. */
  private readonly artistKeys = new Map<string, number>();
  private names: Promise<readonly ArtistName[]> | null = null;

  constructor(
    readonly listenerId: number,
    private readonly cache: HistoryCache,
    private readonly artists: ArtistRepository,
  ) {}

  /** @throws {ClientError} UNAUTHENTICATED: the account no longer exists */
  load(range: TimeRange): Promise<CurrentHistory> {
    let history = this.histories.get(range);
    if (!history) this.histories.set(range, (history = this.cache.load(this.listenerId, range)));
    return history;
  }

  /** Loads the names of all artists that any history has, once per request. */
  loadNames(): Promise<readonly ArtistName[]> {
    this.names ??= this.readNames();
    return this.names;
  }

  /** Loads artists by key, all with one statement. */
  async loadArtists(keys: readonly number[]): Promise<(key: number) => Artist> {
    const records = await this.artists.describe(this.listenerId, keys);
    for (const [key, { id }] of records) this.setArtistKey(id, key);
    return (key) => {
      const record = records.get(key);
      if (!record) throw new Error(`A history contains artist ${key}, who is not in the database.`);
      return toArtist(record);
    };
  }

  /** Replaces the keys in a list of entries with their artists. */
  async withArtists<Entry extends { readonly artist: number }>(
    entries: readonly Entry[],
  ): Promise<WithArtist<Entry>[]> {
    const artistOf = await this.loadArtists(entries.map(({ artist }) => artist));
    return entries.map((entry) => ({ ...entry, artist: artistOf(entry.artist) }));
  }

  /** Stores the key of an artist, so that {@link findArtistKey} needs no statement. */
  setArtistKey(spotifyId: string, key: number): void {
    this.artistKeys.set(spotifyId, key);
  }

  /** Finds the key of an artist by Spotify ID; null if no list and no import has ever named the artist. */
  async findArtistKey(spotifyId: string): Promise<number | null> {
    return (
      this.artistKeys.get(spotifyId) ?? (await this.artists.findKeys([spotifyId])).get(spotifyId) ?? null
    );
  }

  private async readNames(): Promise<ArtistName[]> {
    const histories = await Promise.all(Object.values(TimeRange).map((range) => this.load(range)));
    const keys = new Set(histories.flatMap(({ history }) => Array.from(history.ledger.artists)));
    return this.artists.readNames(this.listenerId, [...keys]);
  }
}

/** One loader per request, for as long as the request lasts. */
const loaders = new WeakMap<Request, HistoryLoader>();

/** Turns the request of a GraphQL field into the history loader of its caller. */
@Injectable()
export class HistoryLoaderPipe implements PipeTransform<Request, HistoryLoader | null> {
  constructor(
    private readonly cache: HistoryCache,
    private readonly artists: ArtistRepository,
  ) {}

  transform(request: Request): HistoryLoader | null {
    if (!request.caller) return null;
    let loader = loaders.get(request);
    if (!loader) {
      loader = new HistoryLoader(request.caller.listenerId, this.cache, this.artists);
      loaders.set(request, loader);
    }
    return loader;
  }
}

const GraphqlRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext): Request =>
    GqlExecutionContext.create(context).getContext<OperationContext>().req,
);

/** Passes the {@link HistoryLoader} of the request to a resolver; null without a caller, which only `@Public()` fields allow. */
export function RequestHistoryLoader(): ParameterDecorator {
  return GraphqlRequest(HistoryLoaderPipe);
}
