import { z } from 'zod';
import { discardPlans, type Queryable } from '../connection/statements.js';
import { deleteDisplacedSnapshots, deleteUnusedImports } from '../snapshots/sources.js';
import type { agreement } from '../snapshots/reconstruction.repository.js';

/** The summary of a listening history, as an export has it. */
export interface ListeningHistorySummary {
  /** ISO 8601. */
  readonly importedAt: string;
  readonly plays: number;
  readonly agreement: readonly z.output<typeof agreement>[];
}

/** Runs a statement of an import and returns how many rows it changed. */
type Run = (text: string, ...values: unknown[]) => Promise<number>;

/** Leaves out reconstructed days that are not before the first of Spotify's, stored or in the file. */
export const DROP_DISPLACED_SNAPSHOTS = `
  DELETE FROM staged_snapshot AS staged
  USING (SELECT range, min(day) AS day
         FROM (SELECT range, day FROM snapshot WHERE listener_id = $1 AND source = 'SPOTIFY'
               UNION ALL SELECT range, day FROM staged_snapshot WHERE source = 'SPOTIFY') AS recorded
         GROUP BY range) AS first
  WHERE staged.source = 'RECONSTRUCTED' AND staged.range = first.range AND staged.day >= first.day`;

/** Adds artists known only by name under the ids of the file, where these are free, as this listener's own. */
const ADD_LOCAL_ARTISTS = `
  WITH added AS (
    INSERT INTO artist (spotify_id, spotify_url)
    SELECT id, "spotifyUrl" FROM staged_artist AS staged
    WHERE starts_with(id, 'local:') AND NOT EXISTS (SELECT FROM artist WHERE spotify_id = staged.id)
    ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING id, spotify_id)
  INSERT INTO imported_artist (listener_id, artist_id, name)
  SELECT $1, added.id, staged.name FROM added JOIN staged_artist AS staged ON staged.id = added.spotify_id
  ORDER BY staged.id`;

/** Gives new ids to artists whose ids another listener has. */
const RENAME_TAKEN_ARTISTS = `
  WITH taken AS MATERIALIZED (
    SELECT staged.id, 'local:' || gen_random_uuid() AS free
    FROM staged_artist AS staged JOIN artist ON artist.spotify_id = staged.id
    WHERE starts_with(staged.id, 'local:')
      AND NOT EXISTS (SELECT FROM imported_artist WHERE listener_id = $1 AND artist_id = artist.id)),
  renamed AS (UPDATE staged_artist SET id = free FROM taken WHERE staged_artist.id = taken.id)
  UPDATE staged_snapshot
  SET artists = ARRAY(SELECT coalesce(taken.free, place.id)
                      FROM unnest(artists) WITH ORDINALITY AS place (id, rank) LEFT JOIN taken USING (id)
                      ORDER BY rank)
  WHERE artists && ARRAY(SELECT id FROM taken)`;

/** Also links again what stayed unknown. */
const ADD_LINKS = `
  INSERT INTO artist_link (listener_id, artist_id, state)
  SELECT $1, id, (CASE WHEN starts_with(spotify_id, 'local:') THEN 'PENDING' ELSE 'LINKED' END)::"ArtistLinkState"
  FROM (SELECT DISTINCT unnest(artist_ids) AS id FROM snapshot
        WHERE listener_id = $1 AND source = 'RECONSTRUCTED') AS named
  JOIN artist USING (id)
  ORDER BY id
  ON CONFLICT (listener_id, artist_id) DO UPDATE SET state = 'PENDING' WHERE artist_link.state = 'UNKNOWN'`;

/** An existing summary stays. */
const ADD_SUMMARY = `
  INSERT INTO listening_history (listener_id, imported_at, plays, agreement)
  SELECT $1, coalesce($2::timestamptz, clock_now()), $3::int, $4::jsonb
  WHERE EXISTS (SELECT FROM snapshot WHERE listener_id = $1 AND source = 'RECONSTRUCTED')
  ON CONFLICT DO NOTHING`;

/**
 * Adds the staged artists that are known only by name, for this listener only.
 *
 * @returns how many it added
 */
export async function addLocalArtists(client: Queryable, run: Run, listenerId: number): Promise<number> {
  await discardPlans(client);
  const added = await run(ADD_LOCAL_ARTISTS, listenerId);
  const renamed = await run(RENAME_TAKEN_ARTISTS, listenerId);
  return renamed === 0 ? added : added + (await run(ADD_LOCAL_ARTISTS, listenerId));
}

/** Completes what belongs to the reconstructed snapshots of a listener after an import, and deletes what they displace. */
export async function completeReconstruction(
  client: Queryable,
  run: Run,
  listenerId: number,
  summary: ListeningHistorySummary | null,
): Promise<void> {
  await deleteDisplacedSnapshots(client, listenerId);
  await discardPlans(client);
  await run(ADD_LINKS, listenerId);
  const { importedAt = null, plays = 0, agreement: measured = [] } = summary ?? {};
  await run(ADD_SUMMARY, listenerId, importedAt, plays, JSON.stringify(measured));
  await deleteUnusedImports(client, listenerId);
}
