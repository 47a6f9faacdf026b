import type { Queryable } from '../connection/transaction.js';

/** The most that one of these statements may take, in milliseconds: they move a whole file at once. */
const LIMIT_MS = 60_000;

/** How many lines brought something new. */
export interface Added {
  readonly snapshot: number;
  readonly gap: number;
  readonly artist: number;
}

/**
 * Artists that nobody knows here get a row without a name, since only Spotify describes artists to everyone. Rows are
 * taken in the order in which `save_artists` takes them.
 */
const UNKNOWN_ARTISTS = `
  INSERT INTO artist (spotify_id, spotify_url)
  SELECT DISTINCT id, 'https://open.spotify.com/artist/' || id FROM staged_artist AS said
  WHERE NOT EXISTS (SELECT FROM artist WHERE spotify_id = said.id)
  ORDER BY id
  ON CONFLICT DO NOTHING`;

const OWN_ARTISTS = `
  INSERT INTO imported_artist (listener_id, artist_id, name, image_url)
  SELECT $1, artist.id, said.name, said."imageUrl"
  FROM (SELECT DISTINCT ON (id) * FROM staged_artist ORDER BY id, line) AS said
  JOIN artist ON artist.spotify_id = said.id AND artist.name IS NULL
  ORDER BY said.id
  ON CONFLICT DO NOTHING`;

const SNAPSHOTS = `
  INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
  SELECT $1, range, day, complete, "takenAt",
         ARRAY(SELECT artist.id FROM unnest(artists) WITH ORDINALITY AS place (spotify_id, rank)
               JOIN artist USING (spotify_id) ORDER BY rank)
  FROM (SELECT DISTINCT ON (range, day) * FROM staged_snapshot ORDER BY range, day, line) AS said
  WHERE NOT EXISTS (SELECT FROM snapshot AS known
                    WHERE known.listener_id = $1 AND known.range = said.range AND known.day = said.day)
  ON CONFLICT DO NOTHING`;

const GAPS = `
  INSERT INTO imported_gap (listener_id, range, day, reason)
  SELECT DISTINCT ON (range, day) $1::int, range, day, reason FROM staged_gap AS said
  WHERE NOT EXISTS (SELECT FROM snapshot AS known
                    WHERE known.listener_id = $1 AND known.range = said.range AND known.day = said.day)
    AND NOT EXISTS (SELECT FROM snapshot_failure AS known
                    WHERE known.listener_id = $1 AND known.range = said.range AND known.day = said.day)
  ORDER BY range, day, line
  ON CONFLICT DO NOTHING`;

/** Only of someone who had signed in by then can a day before a range's first snapshot be a gap. */
const FIRST_DAY = `
  UPDATE listener SET first_day = earliest.day
  FROM (SELECT min(day) AS day FROM staged_gap
        WHERE day < coalesce((SELECT min(day) FROM snapshot
                              WHERE listener_id = $1 AND snapshot.range = staged_gap.range), 'infinity')) AS earliest
  WHERE id = $1 AND first_day > earliest.day`;

/** Moves the lines that were staged to where they belong: what is there already stays, and of a file's the first. */
export async function moveLines(client: Queryable, listenerId: number): Promise<Added> {
  const move = async (text: string, values = [listenerId]): Promise<number> => {
    const statement = { text, values, query_timeout: LIMIT_MS + 5_000 };
    const { rowCount } = await client.query(statement);
    return rowCount ?? 0;
  };
  await client.query(`SET LOCAL statement_timeout = ${LIMIT_MS}`);
  await move('ANALYZE staged_artist, staged_snapshot, staged_gap', []);
  await move(UNKNOWN_ARTISTS, []);
  const artist = await move(OWN_ARTISTS);
  const snapshot = await move(SNAPSHOTS);
  const gap = await move(GAPS);
  await move(FIRST_DAY);
  return { artist, snapshot, gap };
}
