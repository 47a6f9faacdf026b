import { describedArtist } from '../artists/artist-record.js';

/**
 * The newest lists of listeners (`$1`) and ranges (`$2`), two arrays of one length: the list that Spotify last gave, and
 * the newest snapshot where that is newer. Raw SQL, since Prisma cannot say it in one statement.
 */
export const NEWEST_LISTS = `
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
