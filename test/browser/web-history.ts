import { z } from 'zod';
import type { Client, Instance } from '../support/index.js';

export const DAYS = 70;
/** Days ago without a snapshot: Spotify had failed; the listener had paused. */
export const FAILED = 12;
export const PAUSED = [30, 31];

const RANGES = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'] as const;
const DEPTH = 30;
const TOP =
  '{ s: topArtists(range: SHORT_TERM) { source } m: topArtists(range: MEDIUM_TERM) { source } l: topArtists(range: LONG_TERM) { source } }';

/** A test that runs at midnight stays with the day on which it began. */
const BEGUN = Date.now();

/** The day so many days ago, in UTC. */
export function daysAgo(count: number): string {
  return new Date(BEGUN - count * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Ten weeks of the signed-in listener, through yesterday, of artists that the simulator has pictures of. Everybody's
 * liking comes and goes like the tide, slower in the longer ranges: so all that can happen on a chart happens.
 */
export async function recordWeeks(instance: Instance, client: Client): Promise<void> {
  await client.graphql(TOP);
  const artists = await instance.sql<{ id: number }>('SELECT id FROM artist ORDER BY spotify_id');
  const ids = artists.map(({ id }) => z.int().parse(id));
  const days = Array.from({ length: DAYS }, (_, index) => DAYS - index).filter(
    (ago) => ago !== FAILED && !PAUSED.includes(ago),
  );
  const lists = RANGES.flatMap((range, pace) =>
    days.map((ago) => ({ range, day: daysAgo(ago), artists: listOn(ago, ids, pace + 1) })),
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

/** Who is on the list so many days ago, best first. */
function listOn(ago: number, ids: readonly number[], pace: number): number[] {
  const liking = (index: number): number =>
    index + 14 * Math.sin(index * 2.4 + (ago / pace) * (0.05 + (index % 7) / 60));
  return ids
    .map((id, index) => ({ id, liking: liking(index) }))
    .toSorted((one, other) => one.liking - other.liking)
    .slice(0, DEPTH)
    .map(({ id }) => id);
}
