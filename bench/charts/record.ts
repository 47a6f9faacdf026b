import type { Stage } from '../stage/stage.js';
import type { DayLists } from './listening.js';

/** A listener with a snapshot for every day. Artist numbers are those of the first listener plus `shift`. */
interface RecordedListener {
  readonly listenerId: number;
  readonly shift: number;
}

/** The other listeners have a snapshot of each range once per this many days. */
const OTHERS_EVERY_DAYS = 10;
/** Days per INSERT. */
const DAYS_PER_STATEMENT = 50;
/** More artists than any list refers to. */
const ARTISTS = 25_000;

/** Inserts all artists, whose numbers are their keys, and stores the lists in tables for `recordAmong`. */
export async function prepareRecord(stage: Stage, lists: readonly DayLists[]): Promise<void> {
  await stage.sql(
    `INSERT INTO artist (id, spotify_id, name, images, spotify_url, genres, popularity)
     SELECT number, id, 'Artist ' || number,
            (SELECT jsonb_agg(jsonb_build_object('url', 'https://i.scdn.co/image/' || md5(id || size), 'width', size, 'height', size))
             FROM unnest(ARRAY[640, 320, 160]) AS size),
            'https://open.spotify.com/artist/' || id, '["dream pop", "shoegaze"]', number % 101
     FROM generate_series(1, $1::int) AS number, LATERAL (SELECT left(md5(number::text), 22) AS id) AS own`,
    [ARTISTS],
  );
  // The simulator's artists get higher numbers.
  await stage.sql("SELECT setval(pg_get_serial_sequence('artist', 'id'), $1)", [ARTISTS]);
  // The last list is today's.
  await stage.sql(`
    CREATE TABLE bench_list (position int, day date, range "TimeRange", artists int[]);
    CREATE TABLE bench_other (position int, artists int[])`);
  for (let from = 0; from < lists.length; from += DAYS_PER_STATEMENT) {
    await stage.sql(
      `INSERT INTO bench_list
       SELECT $2::int + position, (clock_now() AT TIME ZONE 'UTC')::date - $3::int + position::int, range.key::"TimeRange",
              ARRAY(SELECT jsonb_array_elements_text(range.value)::int)
       FROM jsonb_array_elements($1) WITH ORDINALITY AS given (lists, position), jsonb_each(lists) AS range`,
      [JSON.stringify(lists.slice(from, from + DAYS_PER_STATEMENT)), from, lists.length - from],
    );
  }
  await stage.sql(
    `INSERT INTO bench_other
     SELECT position, ARRAY(SELECT (position * 97 + rank * 31) % ${ARTISTS} + 1 FROM generate_series(1, 50) AS rank)
     FROM generate_series(1, $1::int) AS position`,
    [lists.length],
  );
}

/**
 * Replaces all snapshots: ten years of some listeners up to today, and fewer of others. Inserts day by day, as a worker does, so
 * that the rows of one listener lie far apart.
 */
export async function recordAmong(
  stage: Stage,
  complete: readonly RecordedListener[],
  days: number,
  others: number,
): Promise<void> {
  const [ids, shifts] = [complete.map(({ listenerId }) => listenerId), complete.map(({ shift }) => shift)];
  await stage.sql('TRUNCATE snapshot, history_revision');
  await stage.sql('DELETE FROM listener WHERE id <> ALL($1)', [ids]);
  await stage.sql(
    `INSERT INTO listener (spotify_id, spotify_account_id)
     SELECT 'stranger_' || number, 'account of stranger_' || number FROM generate_series(1, $1::int) AS number`,
    [others],
  );
  for (let from = 0; from < days; from += DAYS_PER_STATEMENT) {
    await stage.load(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener_id, range, day, false, day + time '05:12', artists
       FROM (
         SELECT complete.id AS listener_id, range, day,
                ARRAY(SELECT artist + shift FROM unnest(artists) WITH ORDINALITY AS listed (artist, rank) ORDER BY rank) AS artists
         FROM bench_list, unnest($1::int[], $2::int[]) AS complete (id, shift)
         WHERE position > $3::int AND position <= $3::int + ${DAYS_PER_STATEMENT}
         UNION ALL
         SELECT listener.id, range, day, bench_other.artists
         FROM bench_list JOIN bench_other USING (position)
         JOIN listener ON listener.id <> ALL($1) AND (listener.id + position) % ${OTHERS_EVERY_DAYS} = 0
         WHERE position > $3::int AND position <= $3::int + ${DAYS_PER_STATEMENT}
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
