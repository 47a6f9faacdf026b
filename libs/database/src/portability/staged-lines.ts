import { z } from 'zod';
import { allowLongStatements, LONG_TIMEOUT } from '../connection/long-statements.js';
import { avoidNestedLoops, discardPlans, type Queryable, queryRows } from '../connection/statements.js';
import type { GapReason, SnapshotSource, TimeRange } from '../generated/client.js';
import {
  addLocalArtists,
  completeReconstruction,
  DROP_DISPLACED_SNAPSHOTS,
  type ListeningHistorySummary,
} from './staged-reconstruction.js';

/** A gap of one range. */
export interface GapOfRange {
  readonly range: TimeRange;
  readonly day: string;
  readonly reason: GapReason;
}

/** A validated line of an import. Artists have Spotify's ids, or local ones; times are ISO 8601. */
export type ImportedLine =
  | {
      readonly type: 'artist';
      readonly id: string;
      readonly name: string;
      readonly imageUrl: string | null;
      readonly spotifyUrl: string;
    }
  | {
      readonly type: 'snapshot';
      readonly range: TimeRange;
      readonly day: string;
      readonly takenAt: string;
      readonly complete: boolean;
      readonly source: SnapshotSource;
      /** In rank order. Earlier lines describe each of them. */
      readonly artists: readonly string[];
    }
  | ({ readonly type: 'gap' } & GapOfRange);

/** Lines of one type, as a JSON array. */
export interface LineBatch {
  readonly type: ImportedLine['type'];
  readonly json: string;
}

/** How many lines of each type added something. An artist counts if neither Spotify nor an earlier import had it. */
export type AddedLines = Readonly<Record<ImportedLine['type'], number>>;

/** How often artists that were deleted in between are added again. */
const MAX_ATTEMPTS = 5;

/** Existing snapshots stay, but for reconstructed ones where the file has Spotify's. */
const DROP_EXISTING_SNAPSHOTS = `
  DELETE FROM staged_snapshot AS staged USING snapshot AS stored
  WHERE stored.listener_id = $1 AND stored.range = staged.range AND stored.day = staged.day
    AND (stored.source = 'SPOTIFY' OR staged.source = 'RECONSTRUCTED')`;

/** Only artists that a new snapshot names are stored. */
const DROP_UNNAMED_ARTISTS = `
  DELETE FROM staged_artist AS staged
  WHERE NOT EXISTS (SELECT FROM (SELECT DISTINCT unnest(artists) AS id FROM staged_snapshot) AS named
                    WHERE named.id = staged.id)`;

/** Adds artists without a name, since only Spotify describes them to everyone. Locks in the order of `save_artists`. */
const ADD_ARTISTS = `
  INSERT INTO artist (spotify_id, spotify_url)
  SELECT id, "spotifyUrl" FROM staged_artist AS staged
  WHERE NOT EXISTS (SELECT FROM artist WHERE spotify_id = staged.id)
  ORDER BY id
  ON CONFLICT DO NOTHING`;

/** Keeps unnamed artists from being deleted until this import commits. */
const LOCK_ARTISTS = `
  SELECT FROM artist JOIN staged_artist AS staged ON artist.spotify_id = staged.id
  WHERE artist.name IS NULL ORDER BY artist.spotify_id FOR KEY SHARE OF artist`;

const FIND_MISSING_ARTISTS = `
  SELECT FROM staged_artist AS staged
  WHERE NOT EXISTS (SELECT FROM artist WHERE spotify_id = staged.id) LIMIT 1`;

const MOVE_ARTISTS = `
  INSERT INTO imported_artist (listener_id, artist_id, name, image_url)
  SELECT $1, artist.id, staged.name, staged."imageUrl"
  FROM staged_artist AS staged JOIN artist ON artist.spotify_id = staged.id AND artist.name IS NULL
  ORDER BY staged.id
  ON CONFLICT DO NOTHING`;

const MOVE_SNAPSHOTS = `
  INSERT INTO snapshot (listener_id, range, day, complete, taken_at, source, artist_ids)
  SELECT $1, range, day, complete, "takenAt", source,
         ARRAY(SELECT artist.id FROM unnest(artists) WITH ORDINALITY AS place (spotify_id, rank)
               JOIN artist USING (spotify_id) ORDER BY rank)
  FROM staged_snapshot
  ON CONFLICT (listener_id, range, day) DO UPDATE
  SET complete = excluded.complete, taken_at = excluded.taken_at, source = excluded.source, artist_ids = excluded.artist_ids
  WHERE snapshot.source = 'RECONSTRUCTED' AND excluded.source = 'SPOTIFY'`;

/** Moves the gaps that coverage would not compute: not `NOT_RUNNING`, and not `$2`, those of interruptions. */
const MOVE_GAPS = `
  INSERT INTO imported_gap (listener_id, range, day, reason)
  SELECT $1, range, day, reason FROM staged_gap AS staged
  WHERE reason <> 'NOT_RUNNING'
    AND NOT EXISTS (SELECT FROM (${gapRows('$2')}) AS computed
                    WHERE (computed.range, computed.day, computed.reason) = (staged.range, staged.day, staged.reason))
    AND NOT EXISTS (SELECT FROM snapshot AS stored
                    WHERE stored.listener_id = $1 AND stored.range = staged.range AND stored.day = staged.day
                      AND stored.source = 'SPOTIFY')
    AND NOT EXISTS (SELECT FROM snapshot_failure AS stored
                    WHERE stored.listener_id = $1 AND stored.range = staged.range AND stored.day = staged.day)
  ON CONFLICT DO NOTHING`;

/** A gap before a range's first snapshot of Spotify's means that the listener had signed in by then. */
const MOVE_FIRST_DAY = `
  UPDATE listener SET first_day = earliest.day
  FROM (SELECT min(day) AS day FROM staged_gap
        WHERE day < coalesce((SELECT min(day) FROM snapshot
                              WHERE listener_id = $1 AND snapshot.range = staged_gap.range
                                AND source = 'SPOTIFY'), 'infinity')) AS earliest
  WHERE id = $1 AND first_day > earliest.day`;

const COUNT_GAPS = `
  SELECT count(*)::int AS count FROM staged_gap
  WHERE (range, day, reason) IN (${gapRows('$1')})`;

const countRow = z.object({ count: z.int() });

/** Copies the lines of a file into temporary tables, and prepares the transaction for long statements. */
export async function stageLines(client: Queryable, batches: AsyncIterable<LineBatch>): Promise<void> {
  await allowLongStatements(client);
  await client.query(`
    CREATE TEMPORARY TABLE staged_artist (id text, name text, "imageUrl" text, "spotifyUrl" text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_snapshot (
      range "TimeRange", day date, "takenAt" timestamptz, complete boolean, source "SnapshotSource", artists text[]
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_gap (range "TimeRange", day date, reason "GapReason") ON COMMIT DROP`);
  await avoidNestedLoops(client);
  for await (const { type, json } of batches) {
    const table = `staged_${type}`;
    await client.query({
      text: `INSERT INTO ${table} SELECT line.* FROM jsonb_populate_recordset(NULL::${table}, $1) AS line`,
      values: [json],
      ...LONG_TIMEOUT,
    });
  }
}

/**
 * Moves the staged lines into the history.
 *
 * @param gaps those that the listener's coverage already has
 * @param summary of the listening history, if the file has one
 */
export async function moveLines(
  client: Queryable,
  listenerId: number,
  gaps: readonly GapOfRange[],
  summary: ListeningHistorySummary | null,
): Promise<Omit<AddedLines, 'gap'>> {
  const run = async (text: string, ...values: unknown[]): Promise<number> => {
    const { rowCount } = await client.query({ text, values, ...LONG_TIMEOUT });
    return rowCount ?? 0;
  };
  await run('ANALYZE staged_artist, staged_snapshot, staged_gap');
  await run(DROP_EXISTING_SNAPSHOTS, listenerId);
  await run(DROP_DISPLACED_SNAPSHOTS, listenerId);
  await run(DROP_UNNAMED_ARTISTS);
  await run('ANALYZE staged_artist, staged_snapshot');
  const local = await addLocalArtists(client, run, listenerId);
  for (let attempt = 1, missing = 1; missing > 0; attempt += 1) {
    if (attempt > MAX_ATTEMPTS)
      throw new Error('The artists of an import are deleted as fast as it adds them.');
    await run(ADD_ARTISTS);
    await run(LOCK_ARTISTS);
    missing = await run(FIND_MISSING_ARTISTS);
  }
  await discardPlans(client);
  const artist = local + (await run(MOVE_ARTISTS, listenerId));
  const snapshot = await run(MOVE_SNAPSHOTS, listenerId);
  const computed = gaps.filter(({ reason }) => reason === 'PAUSED' || reason === 'REAUTHORIZATION_REQUIRED');
  await run(MOVE_GAPS, listenerId, JSON.stringify(computed));
  await run(MOVE_FIRST_DAY, listenerId);
  await completeReconstruction(client, run, listenerId, summary);
  return { artist, snapshot };
}

/** Counts the staged gaps that are among `gaps`. */
export async function countStagedGaps(client: Queryable, gaps: readonly GapOfRange[]): Promise<number> {
  const [row] = await queryRows(client, countRow, COUNT_GAPS, [JSON.stringify(gaps)]);
  return row?.count ?? 0;
}

/** Returns SQL for gaps that are passed as JSON. */
function gapRows(parameter: string): string {
  return `SELECT range, day, reason FROM jsonb_to_recordset(${parameter}::jsonb)
          AS gap (range "TimeRange", day date, reason "GapReason")`;
}
