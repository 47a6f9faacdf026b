/**
 * Returns SQL for the newest day on which a listener has a snapshot of Spotify's, of any range; null if there is none.
 * Takes one index step per range: reconstructed days are older than all of Spotify's.
 *
 * @param listenerId SQL for the listener's id
 */
export function newestRecordedDay(listenerId: string): string {
  return `(
    SELECT max(day)::text FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
    CROSS JOIN LATERAL (
      SELECT day, source FROM snapshot WHERE listener_id = ${listenerId} AND snapshot.range = each.range
      ORDER BY day DESC LIMIT 1) AS last
    WHERE last.source = 'SPOTIFY')`;
}
