import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import { type ArtistRecord, artistRecord, describedArtist } from './artist-record.js';

/** An artist whom a listener asks for. */
export interface FoundArtist {
  /** Our id, which histories use. */
  readonly key: number;
  /** On the newest top list of this listener in some range. */
  readonly onTopList: boolean;
  readonly artist: ArtistRecord;
}

interface WantedArtists {
  readonly listenerId: number;
  readonly keys: readonly number[];
}

interface WantedArtist {
  readonly listenerId: number;
  readonly spotifyId: string;
}

const describedRow = z.object({ ...artistRecord.shape, listener_id: z.int(), key: z.int() });
const foundRow = z.object({ ...artistRecord.shape, place: z.int(), key: z.int(), onTopList: z.boolean() });

/** Reads artists. Histories name them by our own keys. */
@Injectable()
export class ArtistRepository {
  private readonly descriptions = createBatchLoader((all: readonly WantedArtists[]) =>
    this.loadDescriptions(all),
  );
  private readonly keysBySpotifyId = createBatchLoader((lists: readonly (readonly string[])[]) =>
    this.loadKeys(lists),
  );
  private readonly artists = createBatchLoader((all: readonly WantedArtist[]) => this.loadFound(all));

  constructor(private readonly database: Database) {}

  /**
   * Reads artists as this listener sees them, by key: as Spotify last described them; if only imports name an artist, as
   * this listener's own import does. Unknown keys are left out.
   */
  describe(listenerId: number, keys: readonly number[]): Promise<ReadonlyMap<number, ArtistRecord>> {
    return keys.length > 0 ? this.descriptions.load({ listenerId, keys }) : Promise.resolve(new Map());
  }

  /** Reads the keys of artists by their Spotify ids. Unknown ids are left out. */
  keys(spotifyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return spotifyIds.length > 0 ? this.keysBySpotifyId.load(spotifyIds) : Promise.resolve(new Map());
  }

  /**
   * Finds an artist by Spotify's id; null if the artist is not on record.
   *
   * The caller must not show an artist who is neither on the listener's newest top lists nor in their histories: others
   * have listened to them.
   */
  own(listenerId: number, spotifyId: string): Promise<FoundArtist | null> {
    return this.artists.load({ listenerId, spotifyId });
  }

  private async loadDescriptions(all: readonly WantedArtists[]): Promise<Map<number, ArtistRecord>[]> {
    const keysOf = new Map<number, Set<number>>();
    for (const { listenerId, keys } of all) {
      const known = keysOf.get(listenerId) ?? new Set();
      for (const key of keys) known.add(key);
      keysOf.set(listenerId, known);
    }
    const pairs = [...keysOf].flatMap(([listenerId, keys]) => Array.from(keys, (key) => [listenerId, key]));
    // Raw: charts wait for it, and Prisma cannot join rows of two parameters.
    const rows = await queryRows(this.database.pool, describedRow, {
      name: 'describe-artists',
      text: `SELECT wanted.*, described.* FROM unnest($1::int[], $2::int[]) AS wanted (listener_id, key),
                    ${describedArtist('wanted.key', 'wanted.listener_id')}`,
      values: [pairs.map(([listenerId]) => listenerId), pairs.map(([, key]) => key)],
    });
    const found = new Map(Array.from(keysOf.keys(), (id) => [id, new Map<number, ArtistRecord>()]));
    for (const { listener_id, key, ...artist } of rows) found.get(listener_id)?.set(key, artist);
    return all.map(({ listenerId, keys }) => {
      const described = new Map<number, ArtistRecord>();
      for (const key of keys) {
        const artist = found.get(listenerId)?.get(key);
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

  private async loadFound(all: readonly WantedArtist[]): Promise<(FoundArtist | null)[]> {
    // Raw: Prisma cannot ask whether an array holds the column of another table.
    const rows = await queryRows(
      this.database.pool,
      foundRow,
      `SELECT wanted.place::int, artist.id AS key, described.*,
              EXISTS (SELECT FROM top_list
                      WHERE listener_id = wanted.listener_id AND artist.id = ANY (artist_ids)) AS "onTopList"
       FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS wanted (listener_id, spotify_id, place)
       JOIN artist USING (spotify_id), ${describedArtist('artist.id', 'wanted.listener_id')}`,
      [all.map(({ listenerId }) => listenerId), all.map(({ spotifyId }) => spotifyId)],
    );
    const found = new Map(
      rows.map(({ place, key, onTopList, ...artist }) => [place, { key, onTopList, artist }] as const),
    );
    return all.map((_, index) => found.get(index + 1) ?? null);
  }
}
