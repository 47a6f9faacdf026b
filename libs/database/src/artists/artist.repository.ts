import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { createBatchLoader, queryRows } from '../connection/statements.js';
import { Database } from '../connection/database.js';
import { type ArtistRecord, artistOfListener, artistRecord } from './artist-record.js';

/** An artist and how one listener relates to it. */
export interface ListenerArtist {
  /** The artist's key, which histories use. */
  readonly key: number;
  /** Whether the artist is on the listener's newest top list of any range. */
  readonly onTopList: boolean;
  readonly artist: ArtistRecord;
}

/** An artist's key, Spotify's id, and name. */
export interface ArtistName {
  readonly key: number;
  readonly id: string;
  readonly name: string;
}

interface DescriptionKey {
  readonly listenerId: number;
  readonly keys: readonly number[];
}

interface SpotifyKey {
  readonly listenerId: number;
  readonly spotifyId: string;
}

const describedRow = z.object({ ...artistRecord.shape, listener_id: z.int(), key: z.int() });
const namesRow = z.object({
  names: z.array(z.object({ key: z.int(), id: z.string(), name: z.string() })),
});
const listenerArtistRow = z.object({
  ...artistRecord.shape,
  place: z.int(),
  key: z.int(),
  onTopList: z.boolean(),
});

/** Reads artists. */
@Injectable()
export class ArtistRepository {
  private readonly descriptions = createBatchLoader((all: readonly DescriptionKey[]) =>
    this.loadDescriptions(all),
  );
  private readonly keysBySpotifyId = createBatchLoader((lists: readonly (readonly string[])[]) =>
    this.loadKeys(lists),
  );
  private readonly artists = createBatchLoader((all: readonly SpotifyKey[]) => this.loadArtists(all));

  constructor(private readonly database: Database) {}

  /**
   * Reads artists by key, as Spotify last described them. Artists that only imports name are as this listener's import
   * named them. Leaves out unknown keys.
   */
  describe(listenerId: number, keys: readonly number[]): Promise<ReadonlyMap<number, ArtistRecord>> {
    return keys.length > 0 ? this.descriptions.load({ listenerId, keys }) : Promise.resolve(new Map());
  }

  /**
   * Reads the names of artists by key, as {@link describe} does, in no order. A listener has thousands: as one JSON value,
   * 2,000 take 4 ms of CPU here instead of 10 ms as rows.
   */
  async readNames(listenerId: number, keys: readonly number[]): Promise<ArtistName[]> {
    const [row] = await queryRows(
      this.database.pool,
      namesRow,
      `SELECT coalesce(json_agg(named), '[]') AS names
       FROM (SELECT own.key, described.id, described.name
             FROM unnest($2::int[]) AS own (key), ${artistOfListener('own.key', '$1')}) AS named`,
      [listenerId, keys],
    );
    return row?.names ?? [];
  }

  /** Reads the keys of artists by their Spotify ids. Leaves out unknown ids. */
  findKeys(spotifyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return spotifyIds.length > 0 ? this.keysBySpotifyId.load(spotifyIds) : Promise.resolve(new Map());
  }

  /**
   * Finds an artist by Spotify's id; null if it is not stored. The caller must not show artists that are neither on the
   * listener's newest top lists nor in their histories, since they come from other listeners.
   */
  find(listenerId: number, spotifyId: string): Promise<ListenerArtist | null> {
    return this.artists.load({ listenerId, spotifyId });
  }

  private async loadDescriptions(all: readonly DescriptionKey[]): Promise<Map<number, ArtistRecord>[]> {
    const keysOf = new Map<number, Set<number>>();
    for (const { listenerId, keys } of all) {
      const distinct = keysOf.get(listenerId) ?? new Set();
      for (const key of keys) distinct.add(key);
      keysOf.set(listenerId, distinct);
    }
    const pairs = [...keysOf].flatMap(([listenerId, keys]) => Array.from(keys, (key) => [listenerId, key]));
    // Raw: hot for charts, and Prisma cannot join the rows of array parameters.
    const rows = await queryRows(this.database.pool, describedRow, {
      name: 'describe-artists',
      text: `SELECT wanted.*, described.* FROM unnest($1::int[], $2::int[]) AS wanted (listener_id, key),
                    ${artistOfListener('wanted.key', 'wanted.listener_id')}`,
      values: [pairs.map(([listenerId]) => listenerId), pairs.map(([, key]) => key)],
    });
    const artists = new Map(Array.from(keysOf.keys(), (id) => [id, new Map<number, ArtistRecord>()]));
    for (const { listener_id, key, ...artist } of rows) artists.get(listener_id)?.set(key, artist);
    return all.map(({ listenerId, keys }) => {
      const described = new Map<number, ArtistRecord>();
      for (const key of keys) {
        const artist = artists.get(listenerId)?.get(key);
        if (artist) described.set(key, artist);
      }
      return described;
    });
  }

  private async loadKeys(lists: readonly (readonly string[])[]): Promise<Map<string, number>[]> {
    const rows = await this.database.prisma.artist.findMany({
      where: { spotifyId: { in: [...new Set(lists.flat())] } },
      select: { id: true, spotifyId: true },
    });
    const keys = new Map(rows.map(({ id, spotifyId }) => [spotifyId, id] as const));
    return lists.map((ids) => {
      const pairs = ids.map((id) => [id, keys.get(id)] as const);
      return new Map(pairs.filter((pair): pair is [string, number] => pair[1] !== undefined));
    });
  }

  private async loadArtists(all: readonly SpotifyKey[]): Promise<(ListenerArtist | null)[]> {
    // Raw: Prisma cannot test whether an array contains the column of another table.
    const rows = await queryRows(
      this.database.pool,
      listenerArtistRow,
      `SELECT wanted.place::int, artist.id AS key, described.*,
              EXISTS (SELECT FROM top_list
                      WHERE listener_id = wanted.listener_id AND artist.id = ANY (artist_ids)) AS "onTopList"
       FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS wanted (listener_id, spotify_id, place)
       JOIN artist USING (spotify_id), ${artistOfListener('artist.id', 'wanted.listener_id')}`,
      [all.map(({ listenerId }) => listenerId), all.map(({ spotifyId }) => spotifyId)],
    );
    const artists = new Map(
      rows.map(({ place, key, onTopList, ...artist }) => [place, { key, onTopList, artist }] as const),
    );
    return all.map((_, index) => artists.get(index + 1) ?? null);
  }
}
