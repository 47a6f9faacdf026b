import { describedArtist } from '../artists/artist-record.js';
import { RowsStatement } from '../connection/rows-statement.js';

/**
 * The newest lists of listeners and ranges. What decides about the artists of a list is in its stamp: which they are, and
 * the version (xmin) of every row that describes one. Artists whose list has a stamp among `$3` are not sent.
 */
export const NEWEST_LISTS = new RowsStatement(
  'newest-lists',
  ['int', '"TimeRange"'],
  (lists) => `
  WITH asked AS (
    SELECT * FROM ${lists} AS list (listener_id, range, place)),
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
         greatest(0, extract(epoch FROM clock_now() - fetched_at))::float8 AS "ageSeconds", stamp,
         CASE WHEN stamp <> ALL ($3::text[]) THEN
           (SELECT coalesce(jsonb_agg(to_jsonb(described) ORDER BY rank), '[]'::jsonb)
            FROM unnest(artist_ids) WITH ORDINALITY AS place (artist_id, rank),
                 ${describedArtist('place.artist_id', 'stored.listener_id')}) END AS artists
  FROM stored, LATERAL (
    SELECT md5(concat(stored.listener_id, source, range, stored.artist_ids,
                      string_agg(concat(artist.id, ':', artist.xmin, ':', imported.xmin), ' ' ORDER BY artist.id))) AS stamp
    FROM artist
    LEFT JOIN imported_artist AS imported
      ON artist.name IS NULL AND imported.artist_id = artist.id AND imported.listener_id = stored.listener_id
    WHERE artist.id = ANY (stored.artist_ids)) AS versions`,
);
