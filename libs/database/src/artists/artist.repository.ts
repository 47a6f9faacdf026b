import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import type { ArtistRecord } from './artist-record.js';
import { describedArtist } from './described-artist.js';

/** An artist whom a listener asks for. */
export interface FoundArtist {
  /** By which histories name the artist. */
  readonly key: number;
  /** On the newest top list of this listener in some range. */
  readonly onTopList: boolean;
  readonly artist: ArtistRecord;
}

interface Wanted {
  readonly listenerId: number;
  readonly keys: readonly number[];
}

interface Asked {
  readonly listenerId: number;
  readonly spotifyId: string;
}

/** Artists, whom histories name by our own keys. What is asked at the same time is answered by one statement. */
@Injectable()
export class ArtistRepository {
  private readonly descriptions = new Together((wanted: readonly Wanted[]) => this.readDescriptions(wanted));
  private readonly named = new Together((lists: readonly (readonly string[])[]) => this.readKeys(lists));
  private readonly finds = new Together((asked: readonly Asked[]) => this.readFound(asked));

  constructor(private readonly database: Database) {}

  /**
   * Artists as this listener is to see them, by their keys: as Spotify last described them; those whom only imports
   * name, as this listener's own import does. Keys that do not exist are left out.
   */
  describe(listenerId: number, keys: readonly number[]): Promise<ReadonlyMap<number, ArtistRecord>> {
    return keys.length > 0 ? this.descriptions.ask({ listenerId, keys }) : Promise.resolve(new Map());
  }

  /** The keys of artists by their Spotify ids; ids that are not on record are left out. */
  keys(spotifyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return spotifyIds.length > 0 ? this.named.ask(spotifyIds) : Promise.resolve(new Map());
  }

  /**
   * An artist by Spotify's id. It is this listener's own where it is on their newest top lists, or in one of their
   * histories, which the caller has at hand; nobody may learn of one who is neither, for others have listened to them.
   *
   * @returns null when nobody has the artist on record
   */
  own(listenerId: number, spotifyId: string): Promise<FoundArtist | null> {
    return this.finds.ask({ listenerId, spotifyId });
  }

  private async readDescriptions(
    wanted: readonly Wanted[],
  ): Promise<(asked: Wanted) => ReadonlyMap<number, ArtistRecord>> {
    const keysOf = new Map<number, Set<number>>();
    for (const { listenerId, keys } of wanted) {
      const known = keysOf.get(listenerId) ?? new Set();
      for (const key of keys) known.add(key);
      keysOf.set(listenerId, known);
    }
    const different = [...keysOf].flatMap(([listenerId, keys]) =>
      Array.from(keys, (key) => [listenerId, key]),
    );
    const { rows } = await this.database.pool.query<ArtistRecord & { listener_id: number; key: number }>({
      name: 'describe-artists',
      text: `SELECT wanted.*, described.* FROM unnest($1::int[], $2::int[]) AS wanted (listener_id, key),
                    ${describedArtist('wanted.key', 'wanted.listener_id')}`,
      values: [different.map(([listenerId]) => listenerId), different.map(([, key]) => key)],
    });
    const found = new Map(Array.from(keysOf.keys(), (id) => [id, new Map<number, ArtistRecord>()]));
    for (const { listener_id, key, ...artist } of rows) found.get(listener_id)?.set(key, artist);
    return ({ listenerId, keys }) => {
      const described = new Map<number, ArtistRecord>();
      for (const key of keys) {
        const artist = found.get(listenerId)?.get(key);
        if (artist) described.set(key, artist);
      }
      return described;
    };
  }

  private async readKeys(
    lists: readonly (readonly string[])[],
  ): Promise<(ids: readonly string[]) => ReadonlyMap<string, number>> {
    const { rows } = await this.database.pool.query<{ id: string; key: number }>(
      'SELECT spotify_id AS id, id AS key FROM artist WHERE spotify_id = ANY ($1::text[])',
      [lists.flat()],
    );
    const found = new Map(rows.map(({ id, key }) => [id, key] as const));
    return (ids) => {
      const pairs = ids.map((id) => [id, found.get(id)] as const);
      return new Map(pairs.filter((pair): pair is [string, number] => pair[1] !== undefined));
    };
  }

  private async readFound(asked: readonly Asked[]): Promise<(one: Asked) => FoundArtist | null> {
    const { rows } = await this.database.pool.query<
      ArtistRecord & Omit<FoundArtist, 'artist'> & { place: number }
    >(
      `SELECT asked.place::int, artist.id AS key, described.*,
              EXISTS (SELECT FROM top_list
                      WHERE listener_id = asked.listener_id AND artist.id = ANY (artist_ids)) AS "onTopList"
       FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS asked (listener_id, spotify_id, place)
       JOIN artist USING (spotify_id), ${describedArtist('artist.id', 'asked.listener_id')}`,
      [asked.map(({ listenerId }) => listenerId), asked.map(({ spotifyId }) => spotifyId)],
    );
    const found = new Map(
      rows.map(
        ({ place, key, onTopList, ...artist }) => [asked[place - 1], { key, onTopList, artist }] as const,
      ),
    );
    return (one) => found.get(one) ?? null;
  }
}
