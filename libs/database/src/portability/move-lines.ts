import { z } from 'zod';
import { queryRows } from '../connection/query-rows.js';
import type { Queryable } from '../connection/transaction.js';
import type { GapReason, TimeRange } from '../generated/client.js';
import type { AddedLines, LineBatch } from './imported-line.js';

/** The most that a statement of an import may take, in milliseconds: some move a whole file at once. */
const LIMIT_MS = 60_000;

/** The driver's time limit: a little more than PostgreSQL's. */
export const IMPORT_LIMITS = { query_timeout: LIMIT_MS + 5_000 };
/** How often artists that were deleted in between are added again. */
const MOST_TRIES = 5;

/** A gap of a listener's account. */
export interface AccountedGap {
  readonly range: TimeRange;
  readonly day: string;
  readonly reason: GapReason;
}

/** Snapshots that exist already stay. */
const KNOWN_SNAPSHOTS = `
  DELETE FROM staged_snapshot AS said USING snapshot AS known
  WHERE known.listener_id = $1 AND known.range = said.range AND known.day = said.day`;

/** Artists are kept only for the snapshots that name them. */
const UNNEEDED_ARTISTS = `
  DELETE FROM staged_artist AS said
  WHERE NOT EXISTS (SELECT FROM (SELECT DISTINCT unnest(artists) AS id FROM staged_snapshot) AS named
                    WHERE named.id = said.id)`;

/**
 * Unknown artists get a row without a name, since only Spotify describes artists to everyone. Rows are locked in the
 * order in which `save_artists` locks them.
 */
const UNKNOWN_ARTISTS = `
  INSERT INTO artist (spotify_id, spotify_url)
  SELECT id, 'https://open.spotify.com/artist/' || id FROM staged_artist AS said
  WHERE NOT EXISTS (SELECT FROM artist WHERE spotify_id = said.id)
  ORDER BY id
  ON CONFLICT DO NOTHING`;

/** Keeps artists without a name, which go with the last listener who imported them, until this import is done. */
const HELD_ARTISTS = `
  SELECT FROM artist JOIN staged_artist AS said ON artist.spotify_id = said.id
  WHERE artist.name IS NULL ORDER BY artist.spotify_id FOR KEY SHARE OF artist`;

const MISSING_ARTISTS = `
  SELECT FROM staged_artist AS said WHERE NOT EXISTS (SELECT FROM artist WHERE spotify_id = said.id) LIMIT 1`;

const OWN_ARTISTS = `
  INSERT INTO imported_artist (listener_id, artist_id, name, image_url)
  SELECT $1, artist.id, said.name, said."imageUrl"
  FROM staged_artist AS said JOIN artist ON artist.spotify_id = said.id AND artist.name IS NULL
  ORDER BY said.id
  ON CONFLICT DO NOTHING`;

const SNAPSHOTS = `
  INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
  SELECT $1, range, day, complete, "takenAt",
         ARRAY(SELECT artist.id FROM unnest(artists) WITH ORDINALITY AS place (spotify_id, rank)
               JOIN artist USING (spotify_id) ORDER BY rank)
  FROM staged_snapshot
  ON CONFLICT DO NOTHING`;

/**
 * Stores a gap only where it says more than the account does: the account says `NOT_RUNNING` of any day that nothing
 * else is known about, and `$2` are the gaps that it computes from interruptions.
 */
const GAPS = `
  INSERT INTO imported_gap (listener_id, range, day, reason)
  SELECT $1, range, day, reason FROM staged_gap AS said
  WHERE reason <> 'NOT_RUNNING'
    AND NOT EXISTS (SELECT FROM (${accounted('$2')}) AS known
                    WHERE (known.range, known.day, known.reason) = (said.range, said.day, said.reason))
    AND NOT EXISTS (SELECT FROM snapshot AS known
                    WHERE known.listener_id = $1 AND known.range = said.range AND known.day = said.day)
    AND NOT EXISTS (SELECT FROM snapshot_failure AS known
                    WHERE known.listener_id = $1 AND known.range = said.range AND known.day = said.day)
  ON CONFLICT DO NOTHING`;

/** Only of someone who had signed in by then can a day before a range's first snapshot be a gap. */
const FIRST_DAY = `
  UPDATE listener SET first_day = earliest.day
  FROM (SELECT min(day) AS day FROM staged_gap
        WHERE day < coalesce((SELECT min(day) FROM snapshot
                              WHERE listener_id = $1 AND snapshot.range = staged_gap.range), 'infinity')) AS earliest
  WHERE id = $1 AND first_day > earliest.day`;

const COUNT_GAPS = `
  SELECT count(*)::int AS count FROM staged_gap
  WHERE (range, day, reason) IN (${accounted('$1')})`;

const total = z.object({ count: z.int() });

/** Gives the statements of the transaction the time that a whole file needs. */
export async function prepareImport(client: Queryable): Promise<void> {
  await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
}

/** Puts the lines of a file into temporary tables, from which a few statements move them on. */
export async function stageLines(client: Queryable, batches: AsyncIterable<LineBatch>): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE staged_artist (id text, name text, "imageUrl" text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_snapshot (
      range "TimeRange", day date, "takenAt" timestamptz, complete boolean, artists text[]
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_gap (range "TimeRange", day date, reason "GapReason") ON COMMIT DROP`);
  for await (const { type, json } of batches) {
    const table = `staged_${type}`;
    await client.query({
      text: `INSERT INTO ${table} SELECT said.* FROM jsonb_populate_recordset(NULL::${table}, $1) AS said`,
      values: [json],
      ...IMPORT_LIMITS,
    });
  }
}

/**
 * Moves the staged lines into the history.
 *
 * @param gaps those that the listener's coverage has already
 */
export async function moveLines(
  client: Queryable,
  listenerId: number,
  gaps: readonly AccountedGap[],
): Promise<Omit<AddedLines, 'gap'>> {
  const move = async (text: string, ...values: unknown[]): Promise<number> => {
    const statement = { text, values, ...IMPORT_LIMITS };
    const { rowCount } = await client.query(statement);
    return rowCount ?? 0;
  };
  await move('ANALYZE staged_artist, staged_snapshot, staged_gap');
  await move(KNOWN_SNAPSHOTS, listenerId);
  await move(UNNEEDED_ARTISTS);
  await move('ANALYZE staged_artist, staged_snapshot');
  for (let tries = 1, missing = 1; missing > 0; tries += 1) {
    if (tries > MOST_TRIES) throw new Error('artists of an import are deleted as fast as they are added');
    await move(UNKNOWN_ARTISTS);
    await move(HELD_ARTISTS);
    missing = await move(MISSING_ARTISTS);
  }
  const artist = await move(OWN_ARTISTS, listenerId);
  const snapshot = await move(SNAPSHOTS, listenerId);
  const computed = gaps.filter(({ reason }) => reason === 'PAUSED' || reason === 'REAUTHORIZATION_REQUIRED');
  await move(GAPS, listenerId, JSON.stringify(computed));
  await move(FIRST_DAY, listenerId);
  return { artist, snapshot };
}

/** How many of the staged gaps are among these. */
export async function countStagedGaps(client: Queryable, gaps: readonly AccountedGap[]): Promise<number> {
  const [counted] = await queryRows(client, total, COUNT_GAPS, [JSON.stringify(gaps)]);
  return counted?.count ?? 0;
}

/** SQL for gaps that are given as JSON. */
function accounted(parameter: string): string {
  return `SELECT range, day, reason FROM jsonb_to_recordset(${parameter}::jsonb)
          AS known (range "TimeRange", day date, reason "GapReason")`;
}
