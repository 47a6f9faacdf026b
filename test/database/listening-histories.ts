import { addDays, ChartDayClock, PlayCounts } from '#charts';
import type { Instance } from '../support/index.js';

/** The current time in tests of listening histories, in the middle of a day in UTC. */
export const NOW = new Date('2026-11-20T12:00:00Z');

/** Returns the day `count` days before today, in UTC. */
export function daysAgo(count: number): string {
  return addDays('2026-11-20', -count);
}

/** Counts plays, given as artists by how many days ago. Each play's track has the letter of the artist. */
export function countsOf(plays: Readonly<Record<number, string>>): PlayCounts {
  const [counts, clock] = [new PlayCounts(), new ChartDayClock('UTC')];
  for (const [ago, artists] of Object.entries(plays)) {
    const playedAt = Date.parse(daysAgo(Number(ago))) / 1_000;
    for (const artist of artists.split(', ')) {
      const trackUri = `spotify:track:${(artist[0] ?? '').repeat(22)}`;
      counts.add(clock.dayNumber(playedAt), { playedAt, artist, milliseconds: 60_000, trackUri });
    }
  }
  return counts;
}

/** Stores artists as Spotify describes them, and returns their keys in the same order. */
export async function saveArtists(instance: Instance, ...names: string[]): Promise<number[]> {
  const records = names.map((name, index) => ({
    id: `spotify${index}${name}`.replaceAll(' ', ''),
    name,
    images: [],
    spotifyUrl: 'https://open.spotify.com/artist/one',
    genres: null,
    popularity: null,
  }));
  const [row] = await instance.sql<{ keys: number[] }>('SELECT save_artists($1) AS keys', [
    JSON.stringify(records),
  ]);
  return row?.keys ?? [];
}

/** Reads the stored lists of a listener by range and day, as names, those of Spotify's artists with `*`. */
export async function readLists(
  instance: Instance,
  listenerId: number,
  range = 'SHORT_TERM',
): Promise<Record<string, string>> {
  const rows = await instance.sql<{ day: string; names: string }>(
    `SELECT day::text, (SELECT string_agg(coalesce(artist.name || '*', imported.name), ', ' ORDER BY rank)
                        FROM unnest(artist_ids) WITH ORDINALITY AS place (id, rank)
                        JOIN artist USING (id)
                        LEFT JOIN imported_artist AS imported
                          ON imported.artist_id = artist.id AND imported.listener_id = $1)
                       || CASE WHEN complete THEN '' ELSE ' …' END AS names
     FROM snapshot WHERE listener_id = $1 AND range = $2::"TimeRange" AND source = 'RECONSTRUCTED' ORDER BY day`,
    [listenerId, range],
  );
  return Object.fromEntries(rows.map(({ day, names }) => [day, names]));
}

/** Reads the links of a listener by name: state and track. */
export async function readLinks(
  instance: Instance,
  listenerId: number,
): Promise<Record<string, [string, string | null]>> {
  const rows = await instance.sql<{ name: string; state: string; track: string | null }>(
    `SELECT coalesce(artist.name, imported.name) AS name, state::text, left(track_id, 1) AS track
     FROM artist_link JOIN artist ON artist.id = artist_id
     LEFT JOIN imported_artist AS imported USING (listener_id, artist_id)
     WHERE listener_id = $1 ORDER BY name`,
    [listenerId],
  );
  return Object.fromEntries(rows.map(({ name, state, track }) => [name, [state, track]]));
}

export async function countRows(instance: Instance, from: string): Promise<number> {
  const [row] = await instance.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return row?.count ?? NaN;
}
