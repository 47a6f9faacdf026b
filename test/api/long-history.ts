import type { Instance } from '../support/index.js';
import { artistId } from './portable-history.js';

const ARTISTS = 2_000;

/** Stores a history for the only listener: `days` days until yesterday, three ranges, 50 artists each. */
export async function fillHistory(instance: Instance, days: number): Promise<void> {
  await instance.sql(
    `INSERT INTO artist (spotify_id, name, spotify_url)
     SELECT id, 'Named ' || id, 'https://open.spotify.com/artist/' || id FROM unnest($1::text[]) AS id`,
    [Array.from({ length: ARTISTS }, (_, number) => artistId(number))],
  );
  await instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener.id, range, day, false, day + interval '5 h',
            (SELECT array_agg(first.id + (shift * 7 + place) % $2) FROM generate_series(1, 50) AS place)
     FROM listener, unnest(enum_range(NULL::"TimeRange")) AS range, generate_series(1, $1::int) AS shift,
          LATERAL (SELECT (clock_now() AT TIME ZONE 'UTC')::date - shift AS day) AS dated,
          LATERAL (SELECT min(id) AS id FROM artist) AS first`,
    [days, ARTISTS],
  );
}
