import type { Stage } from '../stage/stage.js';

const LISTENERS = 40;
const DAYS = 365;

/** The bytes that one listener's record takes for a year of three ranges and 50 places, indexes included. */
export async function bytesPerListenerYear(stage: Stage): Promise<number> {
  const size = async (): Promise<number> => {
    const [row] = await stage.sql<{ bytes: string }>("SELECT pg_total_relation_size('snapshot') AS bytes");
    return Number(row?.bytes);
  };
  await stage.sql('VACUUM FULL snapshot');
  const before = await size();
  // Day by day, as they come.
  await stage.sql(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener.id, range, (date '2020-01-01' + day), false, timestamptz '2020-01-01' + day * interval '1 day',
            ARRAY(SELECT 1 + (random() * 2000000)::int FROM generate_series(1, 50) WHERE listener.id > 0)
     FROM generate_series(1, $2::int) AS day,
          (SELECT id FROM listener ORDER BY id DESC LIMIT $1) AS listener,
          unnest(enum_range(NULL::"TimeRange")) AS range
     ORDER BY day, listener.id`,
    [LISTENERS, DAYS],
  );
  return ((await size()) - before) / LISTENERS;
}
