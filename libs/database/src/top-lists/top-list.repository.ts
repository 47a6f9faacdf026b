import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type ArtistRecord,
  artistOfListener,
  artistRecord,
  isSameArtist,
  isSameList,
} from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { createBatchLoader, queryRows } from '../connection/statements.js';
import { TimeRange } from '../generated/enums.js';
import { type ConfirmedList, confirmLists, keyName } from './confirm-lists.js';

/** A stored top list. */
export interface TopList {
  readonly fetchedAt: Date;
  /** By PostgreSQL's clock. 0 for a list that was stored during the read. */
  readonly ageSeconds: number;
  /** Whether Spotify had no more artists. */
  readonly complete: boolean;
  /** In rank order. */
  readonly artists: readonly ArtistRecord[];
}

/** The list that `topArtists` last got from Spotify, as stored. */
export interface CachedTopList extends TopList {
  /** Changes with the list but not with its time, and with the description of any of its artists. */
  readonly revision: string;
}

/** A list from Spotify. */
type NewList = Pick<TopList, 'artists' | 'complete'>;

/** The lists that can be served without calling Spotify. */
export interface StoredLists {
  /** The last list that Spotify returned to `topArtists`. */
  readonly cached: CachedTopList | null;
  /** The newest snapshot that Spotify gave. Null if `cached` is newer. */
  readonly snapshot: TopList | null;
}

interface ListKey {
  readonly listenerId: number;
  readonly range: TimeRange;
  readonly known: CachedTopList | undefined;
}

const storedRow = z.object({
  source: z.enum(['cached', 'snapshot']),
  listenerId: z.int(),
  range: z.enum(TimeRange),
  fetchedAt: z.date(),
  ageSeconds: z.number(),
  complete: z.boolean(),
  // Empty for a snapshot.
  revision: z.string(),
  // Null if the revision is the known one. Parsing 50 artists takes 8 µs.
  artists: z.array(artistRecord).nullable(),
});
type StoredRow = z.output<typeof storedRow>;

const savedRow = z.object({ fetchedAt: z.date() });

/**
 * Reads {@link StoredLists} for listeners (`$1`) and ranges (`$2`), with the revisions that are known (`$3`): arrays of one
 * length. Raw: Prisma would need several statements.
 *
 * `xmin` is the transaction that wrote a row. A cached list has no artist that a listener named, so the rows of `artist`
 * describe it fully.
 */
const NEWEST_LISTS = `
  WITH asked AS (
    SELECT * FROM unnest($1::int[], $2::"TimeRange"[], $3::text[]) AS list (listener_id, range, known_revision)),
  cached AS (
    SELECT listener_id, range, fetched_at, complete, artist_ids, revision, revision = known_revision AS is_known
    FROM asked, LATERAL (
      SELECT fetched_at, complete, artist_ids, (
        SELECT hashtextextended(concat_ws(',', complete, artist_ids, string_agg(artist.xmin::text, ',')), 0)::text
        FROM artist WHERE artist.id = ANY (artist_ids)) AS revision
      FROM top_list
      WHERE top_list.listener_id = asked.listener_id AND top_list.range = asked.range LIMIT 1) AS list),
  last AS (
    SELECT listener_id, range, taken_at AS fetched_at, complete, artist_ids, '', false FROM asked, LATERAL (
      SELECT taken_at, complete, artist_ids, source FROM snapshot
      WHERE snapshot.listener_id = asked.listener_id AND snapshot.range = asked.range
      ORDER BY day DESC LIMIT 1) AS newest
    WHERE newest.source = 'SPOTIFY'),
  stored AS (
    SELECT 'cached' AS source, * FROM cached
    UNION ALL
    SELECT 'snapshot', * FROM last
    WHERE NOT EXISTS (
      SELECT FROM cached
      WHERE cached.listener_id = last.listener_id AND cached.range = last.range
        AND cached.fetched_at >= last.fetched_at))
  SELECT source, listener_id AS "listenerId", range, fetched_at AS "fetchedAt", complete, revision,
         greatest(0, extract(epoch FROM clock_now() - fetched_at))::float8 AS "ageSeconds",
         CASE WHEN is_known THEN NULL ELSE (
           SELECT coalesce(json_agg(described ORDER BY rank), '[]'::json)
           FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank),
                ${artistOfListener('place.artist_id', 'stored.listener_id')}) END AS artists
  FROM stored`;

/** Stores the newest list of each listener and range. */
@Injectable()
export class TopListRepository {
  private readonly lists = createBatchLoader((keys: readonly ListKey[]) => this.readNewest(keys), {
    inTurn: true,
  });
  private readonly confirmations = createBatchLoader(
    (lists: readonly ConfirmedList[]) => confirmLists(this.database.pool, lists),
    { inTurn: true },
  );

  constructor(private readonly database: Database) {}

  /**
   * Reads the lists that can be served without calling Spotify.
   *
   * @param known the cached list of an earlier read; PostgreSQL sends its artists again only if its revision has changed
   */
  newest(listenerId: number, range: TimeRange, known?: CachedTopList): Promise<StoredLists> {
    return this.lists.load({ listenerId, range, known });
  }

  private async readNewest(keys: readonly ListKey[]): Promise<StoredLists[]> {
    const distinct = new Map(keys.map((key) => [keyName(key), key]));
    const asked = [...distinct.values()];
    const rows = await queryRows(this.database.pool, storedRow, {
      name: 'newest-lists',
      text: NEWEST_LISTS,
      values: [
        asked.map(({ listenerId }) => listenerId),
        asked.map(({ range }) => range),
        asked.map(({ known }) => known?.revision),
      ],
    });
    const lists = new Map(
      rows.map((row) => {
        const name = keyName(row);
        return [`${name}/${row.source}`, withArtists(row, distinct.get(name)?.known)];
      }),
    );
    return keys.map((key) => ({
      cached: lists.get(`${keyName(key)}/cached`) ?? null,
      snapshot: lists.get(`${keyName(key)}/snapshot`) ?? null,
    }));
  }

  /**
   * Stores a new list from Spotify, which replaces the stored one.
   *
   * @param before the list that was stored before the call to Spotify
   * @returns when it was stored; null if the listener has been deleted
   */
  async save(
    listenerId: number,
    range: TimeRange,
    list: NewList,
    before: TopList | null,
  ): Promise<Date | null> {
    const confirmedAt =
      before && isEqual(list, before)
        ? await this.confirmations.load({ listenerId, range, fetchedAt: before.fetchedAt })
        : null;
    return confirmedAt ?? this.replace(listenerId, range, list);
  }

  private async replace(listenerId: number, range: TimeRange, list: NewList): Promise<Date | null> {
    // Raw: Prisma cannot call `save_artists` within the insert.
    const [saved] = await queryRows(
      this.database.pool,
      savedRow,
      `INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
       SELECT id, $2::"TimeRange", clock_now(), $3, save_artists($4::jsonb)
       FROM listener WHERE id = $1 FOR KEY SHARE
       ON CONFLICT (listener_id, range) DO UPDATE
       SET fetched_at = excluded.fetched_at, complete = excluded.complete, artist_ids = excluded.artist_ids
       RETURNING fetched_at AS "fetchedAt"`,
      [listenerId, range, list.complete, JSON.stringify(list.artists)],
    );
    return saved?.fetchedAt ?? null;
  }
}

/** Whether two lists have the same artists with the same descriptions in the same order. */
function isEqual(list: NewList, before: TopList): boolean {
  return list.complete === before.complete && isSameList(list.artists, before.artists, isSameArtist);
}

/** Adds the artists of the known list to a row without artists. */
function withArtists({ artists, ...list }: StoredRow, known: CachedTopList | undefined): CachedTopList {
  return { ...list, artists: artists ?? known?.artists ?? [] };
}
