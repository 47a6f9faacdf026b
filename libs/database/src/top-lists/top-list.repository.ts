import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import type { TimeRange } from '../generated/client.js';
import { artistBytes, type ArtistRecord } from '../artists/artist-record.js';
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

const SOURCES = ['cached', 'snapshot'] as const;

interface Question {
  readonly listenerId: number;
  readonly range: TimeRange;
}

interface StoredRow extends Omit<TopList, 'artists'>, Question {
  readonly source: keyof StoredLists;
  /** Another one after every change of the list, or of what is on record about one of its artists. */
  readonly stamp: string;
  /** Null where the stamp is among those that were known. */
  readonly artists: readonly ArtistRecord[] | null;
}

interface Kept {
  readonly stamp: string;
  readonly artists: readonly ArtistRecord[];
}

/** The memory that artists of lists are kept in, in bytes: about a thousand lists of 50. */
const MOST_BYTES = 32 * 2 ** 20;
/** What a list takes besides its artists, in bytes. */
const LIST_BYTES = 500;

/** The newest list of each listener and range. */
@Injectable()
export class TopListRepository {
  private readonly questions = new Together((asked: readonly Question[]) => this.readNewest(asked));
  private readonly kept = new LRUCache<string, Kept>({ maxSize: MOST_BYTES, sizeCalculation: bytesOf });

  constructor(private readonly database: Database) {}

  /**
   * What is asked at the same time is answered by one statement. PostgreSQL is asked every time; it sends artists only
   * where they are not those that this process has in memory.
   */
  newest(listenerId: number, range: TimeRange): Promise<StoredLists> {
    return this.questions.ask({ listenerId, range });
  }

  private async readNewest(questions: readonly Question[]): Promise<(question: Question) => StoredLists> {
    const asked = [...new Map(questions.map((question) => [nameOf(question), question])).values()];
    const known = asked.flatMap((question) =>
      SOURCES.flatMap((source) => this.kept.get(`${nameOf(question)}/${source}`) ?? []),
    );
    const { rows } = await this.database.pool.query<StoredRow>(
      NEWEST_LISTS.of(
        asked.map(({ listenerId, range }) => [listenerId, range]),
        known.map(({ stamp }) => stamp),
      ),
    );
    const at = new Map(known.map(({ stamp, artists }) => [stamp, artists]));
    const found = new Map<string, TopList>();
    for (const { artists: sent, stamp, ...row } of rows) {
      const name = `${nameOf(row)}/${row.source}`;
      const artists = sent ?? at.get(stamp) ?? [];
      if (sent) this.kept.set(name, { stamp, artists });
      found.set(name, { ...row, artists });
    }
    return (question) => ({
      cached: found.get(`${nameOf(question)}/cached`) ?? null,
      snapshot: found.get(`${nameOf(question)}/snapshot`) ?? null,
    });
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
    const { rows } = await this.database.pool.query<{ fetchedAt: Date }>({
      name: 'confirm-list',
      text: `UPDATE top_list SET fetched_at = clock_now()
             WHERE listener_id = $1 AND range = $2::"TimeRange" AND fetched_at = $3
             RETURNING fetched_at AS "fetchedAt"`,
      values: [listenerId, range, before.fetchedAt],
    });
    return rows[0]?.fetchedAt ?? null;
  }

  private async replace(listenerId: number, range: TimeRange, list: GivenList): Promise<Date | null> {
    const rows = await this.database.sql<{ fetchedAt: Date }[]>`
      INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
      SELECT id, ${range}::"TimeRange", clock_now(), ${list.complete},
             save_artists(${JSON.stringify(list.artists)}::jsonb)
      FROM listener WHERE id = ${listenerId} FOR KEY SHARE
      ON CONFLICT (listener_id, range) DO UPDATE
      SET fetched_at = excluded.fetched_at, complete = excluded.complete, artist_ids = excluded.artist_ids
      RETURNING fetched_at AS "fetchedAt"`;
    return rows[0]?.fetchedAt ?? null;
  }
}

/** The same artists in the same order, and nothing else said of any of them. */
function isSame(list: GivenList, before: TopList): boolean {
  return list.complete === before.complete && isDeepStrictEqual(list.artists, before.artists);
}

function nameOf({ listenerId, range }: Question): string {
  return `${listenerId}/${range}`;
}

function bytesOf({ artists }: Kept): number {
  return artists.reduce((bytes, artist) => bytes + artistBytes(artist), LIST_BYTES);
}
