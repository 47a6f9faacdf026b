import type { Stage } from '../stage/stage.js';
import type { DayLists } from './listening.js';

/** A listener who is on record for all days; each listens to other artists: those of the first, so many further on. */
export interface OnRecord {
  readonly listenerId: number;
  readonly shift: number;
}

/** Everybody else has a snapshot of each range every so many days. */
const OTHERS_EVERY_DAYS = 10;
/** So many days are written by one statement. */
const DAYS_AT_ONCE = 50;
/** More than anybody of the bench listens to. */
const ARTISTS = 25_000;

/** Has Spotify describe all artists of the bench (their numbers are their keys), and keeps the lists at hand. */
export async function prepareRecord(stage: Stage, lists: readonly DayLists[]): Promise<void> {
  await stage.sql(
    `INSERT INTO artist (id, spotify_id, name, image_url, spotify_url, genres, popularity)
     SELECT number, id, 'Artist ' || number, 'https://i.scdn.co/image/' || md5(id),
            'https://open.spotify.com/artist/' || id, '["dream pop", "shoegaze"]', number % 101
     FROM generate_series(1, $1::int) AS number, LATERAL (SELECT left(md5(number::text), 22) AS id) AS own`,
    [ARTISTS],
  );
  // Artists whom Spotify names later get numbers of their own.
  await stage.sql("SELECT setval(pg_get_serial_sequence('artist', 'id'), $1)", [ARTISTS]);
  // The last of all lists is today's.
  await stage.sql(`
    CREATE TABLE bench_list (place int, day date, range "TimeRange", artists int[]);
    CREATE TABLE bench_other (place int, artists int[])`);
  for (let from = 0; from < lists.length; from += DAYS_AT_ONCE) {
    await stage.sql(
      `INSERT INTO bench_list
       SELECT $2::int + place, (clock_now() AT TIME ZONE 'UTC')::date - $3::int + place::int, range.key::"TimeRange",
              ARRAY(SELECT jsonb_array_elements_text(range.value)::int)
       FROM jsonb_array_elements($1) WITH ORDINALITY AS given (lists, place), jsonb_each(lists) AS range`,
      [JSON.stringify(lists.slice(from, from + DAYS_AT_ONCE)), from, lists.length - from],
    );
  }
  await stage.sql(
    `INSERT INTO bench_other
     SELECT place, ARRAY(SELECT (place * 97 + rank * 31) % ${ARTISTS} + 1 FROM generate_series(1, 50) AS rank)
     FROM generate_series(1, $1::int) AS place`,
    [lists.length],
  );
}

/**
 * Records ten years of some listeners, up to today, among those of so many others: day by day, as a worker does, so that
 * the rows of one listener lie far apart. What was recorded before is gone.
 */
export async function recordAmong(
  stage: Stage,
  whole: readonly OnRecord[],
  days: number,
  others: number,
): Promise<void> {
  const [ids, shifts] = [whole.map(({ listenerId }) => listenerId), whole.map(({ shift }) => shift)];
  await stage.sql('TRUNCATE snapshot, history_revision');
  await stage.sql('DELETE FROM listener WHERE id <> ALL($1)', [ids]);
  await stage.sql(
    `INSERT INTO listener (spotify_id, spotify_account_id)
     SELECT 'stranger_' || number, 'account of stranger_' || number FROM generate_series(1, $1::int) AS number`,
    [others],
  );
  for (let from = 0; from < days; from += DAYS_AT_ONCE) {
    await stage.load(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener_id, range, day, false, day + time '05:12', artists
       FROM (
         SELECT whole.id AS listener_id, range, day,
                ARRAY(SELECT artist + shift FROM unnest(artists) WITH ORDINALITY AS listed (artist, rank) ORDER BY rank) AS artists
         FROM bench_list, unnest($1::int[], $2::int[]) AS whole (id, shift)
         WHERE place > $3::int AND place <= $3::int + ${DAYS_AT_ONCE}
         UNION ALL
         SELECT listener.id, range, day, bench_other.artists
         FROM bench_list JOIN bench_other USING (place)
         JOIN listener ON listener.id <> ALL($1) AND (listener.id + place) % ${OTHERS_EVERY_DAYS} = 0
         WHERE place > $3::int AND place <= $3::int + ${DAYS_AT_ONCE}
       ) AS taken
       ORDER BY day, listener_id = ANY($1), listener_id`,
      [ids, shifts, from],
    );
  }
  await stage.sql(
    'INSERT INTO history_revision (listener_id, range) SELECT DISTINCT listener_id, range FROM snapshot',
  );
  await stage.sql('VACUUM ANALYZE');
}
