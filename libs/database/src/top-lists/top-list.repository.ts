import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ArtistRecord, artistRecord, describedArtist } from '../artists/artist-record.js';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import { TimeRange } from '../generated/enums.js';

/** A top list as it was fetched, in rank order. */
export interface TopList {
  readonly fetchedAt: Date;
  /** By PostgreSQL's clock; 0 also for a list that was stored while it was being looked for. */
  readonly ageSeconds: number;
  /** Spotify had no more places to give. */
  readonly complete: boolean;
  readonly artists: readonly ArtistRecord[];
}

/** A list as Spotify gives it. */
type GivenList = Pick<TopList, 'artists' | 'complete'>;

/** What there is to serve without asking Spotify. */
export interface StoredLists {
  /** What Spotify last gave somebody who was waiting. */
  readonly cached: TopList | null;
  /** The newest snapshot, where it is newer than that. */
  readonly snapshot: TopList | null;
}

interface ListKey {
  readonly listenerId: number;
  readonly range: TimeRange;
}

const storedRow = z.object({
  source: z.enum(['cached', 'snapshot']),
  listenerId: z.int(),
  range: z.enum(TimeRange),
  fetchedAt: z.date(),
  ageSeconds: z.number(),
  complete: z.boolean(),
  // 8 µs for 50 artists.
  artists: z.array(artistRecord),
});

const savedRow = z.object({ fetchedAt: z.date() });

/**
 * The newest lists of listeners (`$1`) and ranges (`$2`), two arrays of one length: the list that Spotify last gave, and
 * the newest snapshot where that is newer. Raw SQL, since Prisma cannot say it in one statement.
 */
const NEWEST_LISTS = `
  WITH asked AS (
    SELECT * FROM unnest($1::int[], $2::"TimeRange"[]) AS list (listener_id, range)),
  cached AS (
    SELECT listener_id, range, fetched_at, complete, artist_ids
    FROM top_list JOIN asked USING (listener_id, range)),
  last AS (
    SELECT listener_id, range, newest.* FROM asked, LATERAL (
      SELECT taken_at AS fetched_at, complete, artist_ids FROM snapshot
      WHERE snapshot.listener_id = asked.listener_id AND snapshot.range = asked.range
      ORDER BY day DESC LIMIT 1) AS newest),
  stored AS (
    SELECT 'cached' AS source, * FROM cached
    UNION ALL
    SELECT 'snapshot', * FROM last
    WHERE NOT EXISTS (
      SELECT FROM cached
      WHERE cached.listener_id = last.listener_id AND cached.range = last.range
        AND cached.fetched_at >= last.fetched_at))
  SELECT source, listener_id AS "listenerId", range, fetched_at AS "fetchedAt", complete,
         greatest(0, extract(epoch FROM clock_now() - fetched_at))::float8 AS "ageSeconds",
         (SELECT coalesce(jsonb_agg(to_jsonb(described) ORDER BY rank), '[]'::jsonb)
          FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank),
               ${describedArtist('place.artist_id', 'stored.listener_id')}) AS artists
  FROM stored`;

/** The newest list of each listener and range. */
@Injectable()
export class TopListRepository {
  private readonly lists = createBatchLoader((keys: readonly ListKey[]) => this.readNewest(keys));

  constructor(private readonly database: Database) {}

  /** Reads what there is to serve without asking Spotify. */
  newest(listenerId: number, range: TimeRange): Promise<StoredLists> {
    return this.lists.load({ listenerId, range });
  }

  private async readNewest(keys: readonly ListKey[]): Promise<StoredLists[]> {
    const wanted = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    const rows = await queryRows(this.database.pool, storedRow, {
      name: 'newest-lists',
      text: NEWEST_LISTS,
      values: [wanted.map(({ listenerId }) => listenerId), wanted.map(({ range }) => range)],
    });
    const found = new Map(rows.map((row) => [`${nameOf(row)}/${row.source}`, row]));
    return keys.map((key) => ({
      cached: found.get(`${nameOf(key)}/cached`) ?? null,
      snapshot: found.get(`${nameOf(key)}/snapshot`) ?? null,
    }));
  }

  /**
   * Stores a list that Spotify has just given; it replaces the one before. Answers when that was; null when the
   * listener has left meanwhile.
   *
   * @param before what was found on record before Spotify was asked, if anything
   */
  async save(
    listenerId: number,
    range: TimeRange,
    list: GivenList,
    before: TopList | null,
  ): Promise<Date | null> {
    const again = before && isSame(list, before) ? await this.confirm(listenerId, range, before) : null;
    return again ?? this.replace(listenerId, range, list);
  }

  /** Most lists are those of a quarter of an hour ago. Null where the one on record is not that one any more. */
  private async confirm(listenerId: number, range: TimeRange, before: TopList): Promise<Date | null> {
    const [confirmed] = await queryRows(this.database.pool, savedRow, {
      name: 'confirm-list',
      text: `UPDATE top_list SET fetched_at = clock_now()
             WHERE listener_id = $1 AND range = $2::"TimeRange" AND fetched_at = $3
             RETURNING fetched_at AS "fetchedAt"`,
      values: [listenerId, range, before.fetchedAt],
    });
    return confirmed?.fetchedAt ?? null;
  }

  private async replace(listenerId: number, range: TimeRange, list: GivenList): Promise<Date | null> {
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

/** The same artists in the same order, and nothing else said of any of them. */
function isSame(list: GivenList, before: TopList): boolean {
  return list.complete === before.complete && isDeepStrictEqual(list.artists, before.artists);
}

function nameOf({ listenerId, range }: ListKey): string {
  return `${listenerId}/${range}`;
}
