import type { Stage } from '../stage/stage.js';
import type { DayLists } from './listening.js';

/** Everybody else has a snapshot of each range every so many days. */
const OTHERS_EVERY_DAYS = 40;
/** So many days are written by one statement. */
const DAYS_AT_ONCE = 50;
/** More than anybody of the bench listens to. */
const ARTISTS = 20_000;

/** Has Spotify describe all artists of the bench; their numbers are their keys. */
export async function describeArtists(stage: Stage): Promise<void> {
  await stage.sql(
    `INSERT INTO artist (id, spotify_id, name, image_url, spotify_url, genres, popularity)
     SELECT number, id, 'Artist ' || number, 'https://i.scdn.co/image/' || md5(id),
            'https://open.spotify.com/artist/' || id, '["dream pop", "shoegaze"]', number % 101
     FROM generate_series(1, $1::int) AS number, LATERAL (SELECT left(md5(number::text), 22) AS id) AS own`,
    [ARTISTS],
  );
}

/**
 * Records ten years of one listener, up to today, among those of so many others: day by day, as a worker does, so that
 * the rows of one listener lie far apart. What was recorded before is gone.
 */
export async function recordAmong(
  stage: Stage,
  listenerId: number,
  lists: readonly DayLists[],
  others: number,
): Promise<void> {
  await stage.sql('TRUNCATE snapshot, history_revision');
  await stage.sql('DELETE FROM listener WHERE id <> $1', [listenerId]);
  await stage.sql(
    `INSERT INTO listener (spotify_id, spotify_account_id)
     SELECT 'stranger_' || number, 'account of stranger_' || number FROM generate_series(1, $1::int) AS number`,
    [others],
  );
  for (let from = 0; from < lists.length; from += DAYS_AT_ONCE) {
    await stage.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT listener.id, range.key::"TimeRange", day, false, day + time '05:12',
              CASE WHEN listener.id = $1 THEN ARRAY(SELECT jsonb_array_elements_text(range.value)::int)
                   ELSE stranger.artists END
       FROM jsonb_array_elements($2) WITH ORDINALITY AS given (lists, place)
       CROSS JOIN LATERAL (
         SELECT (clock_now() AT TIME ZONE 'UTC')::date - $4::int + place::int AS day) AS chart
       CROSS JOIN LATERAL jsonb_each(lists) AS range
       JOIN listener ON listener.id = $1 OR (listener.id + place + $3) % ${OTHERS_EVERY_DAYS} = 0
       CROSS JOIN LATERAL (
         SELECT ARRAY(SELECT (place * 97 + rank * 31) % ${ARTISTS} + 1 FROM generate_series(1, 50) AS rank) AS artists
       ) AS stranger
       ORDER BY day, listener.id = $1, listener.id`,
      [
        listenerId,
        JSON.stringify(lists.slice(from, from + DAYS_AT_ONCE)),
        from,
        // The last of all lists is today's.
        lists.length - from,
      ],
    );
  }
  await stage.sql('VACUUM ANALYZE');
}
