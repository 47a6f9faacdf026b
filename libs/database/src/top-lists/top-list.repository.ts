import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import type { TimeRange } from '../generated/client.js';
import type { ArtistRecord } from './artist-record.js';

/** A top list as it was fetched, in rank order. */
export interface TopList {
  readonly fetchedAt: Date;
  /** By PostgreSQL's clock. */
  readonly ageSeconds: number;
  /** Spotify had no more places to give. */
  readonly complete: boolean;
  readonly artists: readonly ArtistRecord[];
}

/** The newest list of each listener and range. */
@Injectable()
export class TopListRepository {
  constructor(private readonly database: Database) {}

  async newest(listenerId: number, range: TimeRange): Promise<TopList | null> {
    const rows = await this.database.prisma.$queryRaw<TopList[]>`
      SELECT fetched_at AS "fetchedAt", complete,
             extract(epoch FROM clock_now() - fetched_at)::float8 AS "ageSeconds",
             (SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'id', spotify_id, 'name', name, 'imageUrl', image_url, 'spotifyUrl', spotify_url,
                       'genres', genres, 'popularity', popularity) ORDER BY rank), '[]'::jsonb)
              FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank)
              JOIN artist ON artist.id = place.artist_id) AS artists
      FROM top_list WHERE listener_id = ${listenerId} AND range = ${range}::"TimeRange"`;
    return rows[0] ?? null;
  }

  /** Stores a list that Spotify has just given; it replaces the one before. Answers when that was. */
  async save(
    listenerId: number,
    range: TimeRange,
    list: { readonly artists: readonly ArtistRecord[]; readonly complete: boolean },
  ): Promise<Date> {
    const [row] = await this.database.prisma.$queryRaw<[{ fetchedAt: Date }]>`
      INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
      VALUES (${listenerId}, ${range}::"TimeRange", clock_now(), ${list.complete},
              save_artists(${JSON.stringify(list.artists)}::jsonb))
      ON CONFLICT (listener_id, range) DO UPDATE
      SET fetched_at = excluded.fetched_at, complete = excluded.complete, artist_ids = excluded.artist_ids
      RETURNING fetched_at AS "fetchedAt"`;
    return row.fetchedAt;
  }
}
