/** The migrations of the schema from which upgrades are tried; every later one is a part of the upgrade. */
export const EARLIER = ['20261122000000_foundation', '20261122135826_snapshots'];

/** How many listeners there were. The first is one of the simulator's, whose session is the cookie's. */
const LISTENERS = 200;

/** What 200 listeners had left in a database of that schema in 40 days. */
export const EARLIER_DATA = `
  INSERT INTO listener (spotify_account_id, spotify_id, display_name, timezone, snapshots_paused, created_at, first_day)
  SELECT 'account of listener_' || n, 'listener_' || n, 'Earlier ' || n, 'Europe/Berlin', n % 7 = 0,
         '2026-09-01'::timestamptz, '2026-09-01'
  FROM generate_series(1, ${LISTENERS}) AS n;
  INSERT INTO spotify_grant (listener_id, scopes, authorized_at, ended_at)
  SELECT id, '{user-top-read}', '2026-09-01', CASE WHEN id % 10 = 0 THEN '2026-10-01'::timestamptz END FROM listener;
  INSERT INTO artist (spotify_id, name, spotify_url, genres, popularity)
  SELECT 'artist' || n, 'Artist ' || n, 'https://open.spotify.com/artist/' || n, '["pop"]', n % 100
  FROM generate_series(1, 500) AS n;
  INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
  SELECT id, range, '2026-10-10', false, ARRAY(SELECT generate_series(1, 50))
  FROM listener, unnest(enum_range(NULL::"TimeRange")) AS range;
  INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
  SELECT id, range, day::date, false, day + interval '5 hours', ARRAY(SELECT (id + place) % 500 + 1 FROM generate_series(1, 50) AS place)
  FROM listener, unnest(enum_range(NULL::"TimeRange")) AS range,
       generate_series('2026-09-01'::timestamptz, '2026-10-10', '1 day') AS day
  WHERE extract(day FROM day) <> 13;
  INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
  SELECT id, range, '2026-09-13', 'SPOTIFY_UNAVAILABLE', '2026-09-13T05:00Z'
  FROM listener, unnest(enum_range(NULL::"TimeRange")) AS range;
  INSERT INTO interruption (listener_id, kind, began_at, ended_at)
  SELECT id, 'PAUSED', '2026-09-20', '2026-09-20T01:00Z' FROM listener;
  INSERT INTO skipped_day (listener_id, day) SELECT id, '2026-09-12' FROM listener WHERE id % 5 = 0;
  INSERT INTO snapshot_schedule (listener_id, due_at, look_at) SELECT id, '2100-01-01', '2100-01-01' FROM listener;
  INSERT INTO rate_gate (client_id, calls, seconds) VALUES ('earlier', '{}', '{}');
  INSERT INTO session (sid, sess, expire)
  SELECT 'session-' || id, jsonb_build_object('cookie', '{}'::jsonb, 'listenerId', id,
           'signedInAt', floor(extract(epoch FROM now()) * 1000)), now() + interval '7 days'
  FROM listener;
  INSERT INTO session (sid, sess, expire)
  SELECT 'stranger-' || n, '{"cookie": {}}', now() + interval '7 days' FROM generate_series(1, 5000) AS n;
`;

/** Its tables, with the columns of then and the rows that no process touches meanwhile. */
const TABLES: Readonly<Record<string, { columns: string; where: string }>> = {
  listener: {
    columns: 'id, spotify_account_id, spotify_id, display_name, timezone, snapshots_paused, first_day',
    where: "spotify_id LIKE 'listener\\_%'",
  },
  spotify_grant: {
    columns: 'listener_id, scopes, authorized_at, ended_at',
    where: `listener_id <= ${LISTENERS}`,
  },
  artist: {
    columns: 'id, spotify_id, name, spotify_url, genres, popularity',
    where: "spotify_id LIKE 'artist%'",
  },
  top_list: {
    columns: 'listener_id, range, fetched_at, complete, artist_ids',
    where: `listener_id <= ${LISTENERS}`,
  },
  snapshot: {
    columns: 'listener_id, range, day, complete, taken_at, artist_ids',
    where: `listener_id <= ${LISTENERS}`,
  },
  snapshot_failure: { columns: 'listener_id, range, day, reason, failed_at', where: 'true' },
  interruption: { columns: 'listener_id, kind, began_at, ended_at', where: 'true' },
  skipped_day: { columns: 'listener_id, day', where: 'true' },
  snapshot_schedule: { columns: 'listener_id, due_at', where: `listener_id <= ${LISTENERS}` },
  session: { columns: 'sid, sess', where: "sid LIKE 'session-%'" },
};

/** One row: for each table how many rows of then it holds, and what they say. */
export const EARLIER_CONTENT = `SELECT ${Object.entries(TABLES)
  .map(
    ([table, { columns, where }]) =>
      `(SELECT count(*) || ' ' || md5(string_agg(line, E'\\n' ORDER BY line))
        FROM (SELECT (${columns})::text AS line FROM ${table} WHERE ${where}) AS lines) AS ${table}`,
  )
  .join(',\n')}`;
