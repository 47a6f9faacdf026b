import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ArtistRecord, artistRecord } from '../artists/artist-record.js';
import { createBatchLoader } from '../connection/batch-loader.js';
import { Database } from '../connection/database.js';
import { queryRows } from '../connection/query-rows.js';
import { TimeRange } from '../generated/enums.js';
import { NEWEST_LISTS } from './newest-lists.js';

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
