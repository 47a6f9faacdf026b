import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import { Prisma, type TimeRange } from '../generated/client.js';
import type { ArtistRecord } from '../artists/artist-record.js';
import { describedArtist } from '../artists/described-artist.js';

/** A top list as it was fetched, in rank order. */
export interface TopList {
  readonly fetchedAt: Date;
  /** By PostgreSQL's clock; 0 also for a list that was stored while it was being looked for. */
  readonly ageSeconds: number;
  /** Spotify had no more places to give. */
  readonly complete: boolean;
  readonly artists: readonly ArtistRecord[];
}

/** What there is to serve without asking Spotify. */
export interface StoredLists {
  /** What Spotify last gave somebody who was waiting. */
  readonly cached: TopList | null;
  /** The newest snapshot, where it is newer than that. */
  readonly snapshot: TopList | null;
}

interface Question {
  readonly listenerId: number;
  readonly range: TimeRange;
}

interface StoredRow extends TopList, Question {
  readonly source: keyof StoredLists;
}

const DESCRIBED = Prisma.raw(describedArtist('place.artist_id', 'stored.listener_id'));

/** The newest list of each listener and range. */
@Injectable()
export class TopListRepository {
  private readonly questions = new Together((asked: readonly Question[]) => this.readNewest(asked));

  constructor(private readonly database: Database) {}

  /** What is asked at the same time is answered by one statement. */
  newest(listenerId: number, range: TimeRange): Promise<StoredLists> {
    return this.questions.ask({ listenerId, range });
  }

  private async readNewest(questions: readonly Question[]): Promise<(question: Question) => StoredLists> {
    const asked = [...new Map(questions.map((question) => [nameOf(question), question])).values()];
    const rows = await this.database.prisma.$queryRaw<StoredRow[]>`
      WITH asked AS (
        SELECT * FROM unnest(
          ${asked.map(({ listenerId }) => listenerId)}::int[], ${asked.map(({ range }) => range)}::"TimeRange"[]
        ) AS question (listener_id, range)),
      cached AS (
        SELECT listener_id, range, fetched_at, complete, artist_ids
        FROM top_list JOIN asked USING (listener_id, range)),
      last AS (
        SELECT listener_id, range, newest.* FROM asked, LATERAL (
          SELECT taken_at AS fetched_at, complete, artist_ids FROM snapshot
          WHERE snapshot.listener_id = asked.listener_id AND snapshot.range = asked.range
          ORDER BY day DESC LIMIT 1) AS newest)
      SELECT source, listener_id AS "listenerId", range, fetched_at AS "fetchedAt", complete,
             greatest(0, extract(epoch FROM clock_now() - fetched_at))::float8 AS "ageSeconds",
             (SELECT coalesce(jsonb_agg(to_jsonb(described) ORDER BY rank), '[]'::jsonb)
              FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank),
                   ${DESCRIBED}) AS artists
      FROM (SELECT 'cached' AS source, * FROM cached
            UNION ALL
            SELECT 'snapshot', * FROM last
            WHERE NOT EXISTS (
              SELECT FROM cached
              WHERE cached.listener_id = last.listener_id AND cached.range = last.range
                AND cached.fetched_at >= last.fetched_at)) AS stored`;
    const found = Map.groupBy(rows, nameOf);
    return (question) => {
      const stored = found.get(nameOf(question)) ?? [];
      const from = (source: keyof StoredLists): TopList | null =>
        stored.find((row) => row.source === source) ?? null;
      return { cached: from('cached'), snapshot: from('snapshot') };
    };
  }

  /**
   * Stores a list that Spotify has just given; it replaces the one before. Answers when that was; null when the
   * listener has left meanwhile.
   */
  async save(
    listenerId: number,
    range: TimeRange,
    list: { readonly artists: readonly ArtistRecord[]; readonly complete: boolean },
  ): Promise<Date | null> {
    const rows = await this.database.prisma.$queryRaw<{ fetchedAt: Date }[]>`
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

function nameOf({ listenerId, range }: Question): string {
  return `${listenerId}/${range}`;
}
