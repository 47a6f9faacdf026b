import { z } from 'zod';
import type { Client, Instance } from '../support/index.js';

export const DAYS = 70;
/** Days without a snapshot, in days ago: Spotify failed, or the listener had paused snapshots. */
export const FAILED = 12;
export const PAUSED = [30, 31];

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;
const DEPTH = 30;
const TOP =
  '{ s: topArtists(range: SHORT_TERM) { source } m: topArtists(range: MEDIUM_TERM) { source } l: topArtists(range: LONG_TERM) { source } }';

/** Fixed, so that tests that run across midnight keep their days. */
const START = Date.now();

/** Returns the UTC day that lies `count` days ago. */
export function daysAgo(count: number): string {
  return new Date(START - count * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Stores ten weeks of snapshots, through yesterday, for the signed-in listener. Ranks rise and fall as sine waves, slower
 * in the longer ranges, so that every status, event and kind of momentum occurs.
 */
export async function recordWeeks(instance: Instance, client: Client): Promise<void> {
  await client.graphql(TOP);
  const artists = await instance.sql<{ id: number }>('SELECT id FROM artist ORDER BY spotify_id');
  const ids = artists.map(({ id }) => z.int().parse(id));
  const days = Array.from({ length: DAYS }, (_, index) => DAYS - index).filter(
    (ago) => ago !== FAILED && !PAUSED.includes(ago),
  );
  const lists = RANGES.flatMap((range, index) =>
    days.map((ago) => ({ range, day: daysAgo(ago), artists: rankArtists(ids, ago, index + 1) })),
  );
  await instance.sql('UPDATE listener SET first_day = $1', [daysAgo(DAYS)]);
  await instance.sql(
    `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT listener.id, (each->>'range')::"TimeRange", (each->>'day')::date, false, (each->>'day')::date + time '05:12',
            ARRAY(SELECT value::int FROM jsonb_array_elements_text(each->'artists'))
     FROM listener, jsonb_array_elements($1::jsonb) AS each`,
    [JSON.stringify(lists)],
  );
  await instance.sql(
    `INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at)
     SELECT listener.id, range::"TimeRange", $2::date, 'SPOTIFY_UNAVAILABLE', $2::date FROM listener, unnest($1::text[]) AS range`,
    [[...RANGES], daysAgo(FAILED)],
  );
  await instance.sql(
    `INSERT INTO interruption (listener_id, kind, began_at, ended_at) SELECT id, 'PAUSED', $1, $2 FROM listener`,
    [daysAgo(Math.max(...PAUSED)), daysAgo(Math.min(...PAUSED) - 1)],
  );
}

/** Ranks artists as of `ago` days ago, best first; with a larger `slowness`, ranks change less per day. */
function rankArtists(ids: readonly number[], ago: number, slowness: number): number[] {
  const score = (index: number): number =>
    index + 14 * Math.sin(index * 2.4 + (ago / slowness) * (0.05 + (index % 7) / 60));
  return ids
    .map((id, index) => ({ id, score: score(index) }))
    .toSorted((one, other) => one.score - other.score)
    .slice(0, DEPTH)
    .map(({ id }) => id);
}
