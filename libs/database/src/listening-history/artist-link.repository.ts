import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ArtistRecord, artistOfListener, LOCAL_ID_PREFIX } from '../artists/artist-record.js';
import { Database } from '../connection/database.js';
import { allowLongStatements, LONG_TIMEOUT } from '../connection/long-statements.js';
import { inTransaction, type Queryable, queryRows } from '../connection/statements.js';

/** An artist of a listening history who is known only by name. */
export interface PendingArtist {
  readonly key: number;
  readonly name: string;
  /** Spotify's id of a track of this artist. Null if none is known. */
  readonly trackId: string | null;
}

/** What Spotify said about a pending artist. */
export interface FoundArtist {
  readonly key: number;
  /** Null if Spotify has no artist of this name, or several. */
  readonly artist: ArtistRecord | null;
}

/** How many artists were linked, and how many keep their name only. */
export interface LinkedArtists {
  readonly linked: number;
  readonly unknown: number;
}

const pendingRow = z.object({ key: z.int(), name: z.string(), trackId: z.string().nullable() });
const listenerRow = z.object({ listenerId: z.int() });
const keyRow = z.object({ key: z.int() });
const savedRow = z.object({ ids: z.array(z.int()) });
const countRow = z.object({ count: z.int() });

/** In random order, so that an artist for whom Spotify fails does not block the others. */
const READ_PENDING = `
  SELECT pending.key, described.name, pending."trackId"
  FROM (SELECT artist_id AS key, track_id AS "trackId" FROM artist_link
        WHERE listener_id = $1 AND state = 'PENDING' ORDER BY random() LIMIT $2) AS pending,
       ${artistOfListener('pending.key', '$1')}`;

const FIND_LISTENERS = `
  SELECT listener_id AS "listenerId"
  FROM (SELECT DISTINCT listener_id FROM artist_link WHERE state = 'PENDING') AS pending
  JOIN spotify_grant USING (listener_id)
  WHERE ended_at IS NULL AND refresh_token IS NOT NULL
  ORDER BY random() LIMIT $1`;

/** An import that replaces the listening history waits for these rows. */
const LOCK_LINKS = `
  SELECT artist_id AS key FROM artist_link
  WHERE listener_id = $1 AND artist_id = ANY ($2) AND state = 'PENDING' ORDER BY artist_id FOR UPDATE`;

const FIND_TAKEN = `
  SELECT DISTINCT own.key FROM snapshot, unnest(artist_ids) AS own (key)
  WHERE listener_id = $1 AND source = 'RECONSTRUCTED' AND artist_ids && $2::int[] AND own.key = ANY ($2)
  UNION SELECT artist_id FROM artist_link WHERE listener_id = $1 AND artist_id = ANY ($2)`;

/** Rewrites the lists once for all artists. */
const REWRITE_SNAPSHOTS = `
  UPDATE snapshot SET artist_ids = ARRAY(
    SELECT coalesce(($3::int[])[array_position($2::int[], place.key)], place.key)
    FROM unnest(artist_ids) WITH ORDINALITY AS place (key, rank) ORDER BY place.rank)
  WHERE listener_id = $1 AND source = 'RECONSTRUCTED' AND artist_ids && $2::int[]`;

const MARK_LINKED = `
  UPDATE artist_link SET artist_id = pair.linked, state = 'LINKED', track_id = NULL
  FROM unnest($2::int[], $3::int[]) AS pair (key, linked)
  WHERE listener_id = $1 AND artist_id = pair.key`;

const DELETE_LOCAL_ARTISTS = `DELETE FROM artist WHERE id = ANY ($1) AND spotify_id LIKE '${LOCAL_ID_PREFIX}%'`;

const MARK_UNKNOWN = `
  UPDATE artist_link SET state = 'UNKNOWN' WHERE listener_id = $1 AND artist_id = ANY ($2)`;

/** Links the names of imported listening histories to Spotify's artists. */
@Injectable()
export class ArtistLinkRepository {
  constructor(private readonly database: Database) {}

  /** Finds up to `most` listeners with artists to link, whose connection to Spotify works. */
  async findListeners(most: number): Promise<number[]> {
    const rows = await queryRows(this.database.pool, listenerRow, FIND_LISTENERS, [most]);
    return rows.map(({ listenerId }) => listenerId);
  }

  /** Reads up to `most` of a listener's artists that are not linked yet, in random order. */
  readPending(listenerId: number, most: number): Promise<PendingArtist[]> {
    return queryRows(this.database.pool, pendingRow, READ_PENDING, [listenerId, most]);
  }

  /** Counts the artists to link of all listeners. */
  async countPending(): Promise<number> {
    const statement = "SELECT count(*)::int AS count FROM artist_link WHERE state = 'PENDING'";
    const [row] = await queryRows(this.database.pool, countRow, statement);
    return row?.count ?? 0;
  }

  /**
   * Links artists, in one transaction: reconstructed snapshots show Spotify's artist from then on. Skips artists that an
   * import has replaced. A name stays unlinked if the listener's snapshots already have its artist under another name.
   */
  record(listenerId: number, found: readonly FoundArtist[]): Promise<LinkedArtists> {
    if (found.length === 0) return Promise.resolve({ linked: 0, unknown: 0 });
    return inTransaction(this.database.pool, 'BEGIN', async (client) => {
      await allowLongStatements(client);
      // From here on a deletion of the account waits.
      await client.query('SELECT FROM listener WHERE id = $1 FOR KEY SHARE', [listenerId]);
      const keys = found.map(({ key }) => key);
      const rows = await queryRows(client, keyRow, LOCK_LINKS, [listenerId, keys]);
      const pending = new Set(rows.map(({ key }) => key));
      const links = await saveArtists(
        client,
        listenerId,
        found.filter(({ key }) => pending.has(key)),
      );
      const unknown = [...pending].filter((key) => !links.has(key));
      await link(client, listenerId, links);
      if (unknown.length > 0) await client.query(MARK_UNKNOWN, [listenerId, unknown]);
      return { linked: links.size, unknown: unknown.length };
    });
  }
}

/** Stores Spotify's artists. Returns, for each name to link, the key of its artist. */
async function saveArtists(
  client: Queryable,
  listenerId: number,
  found: readonly FoundArtist[],
): Promise<Map<number, number>> {
  const byId = new Map<string, { key: number; artist: ArtistRecord }>();
  for (const { key, artist } of found)
    if (artist && !byId.has(artist.id)) byId.set(artist.id, { key, artist });
  const distinct = [...byId.values()];
  if (distinct.length === 0) return new Map();
  const artists = JSON.stringify(distinct.map(({ artist }) => artist));
  const [saved] = await queryRows(client, savedRow, 'SELECT save_artists($1) AS ids', [artists]);
  const ids = saved?.ids ?? [];
  const rows = await queryRows(client, keyRow, FIND_TAKEN, [listenerId, ids]);
  const taken = new Set(rows.map(({ key }) => key));
  const links = new Map<number, number>();
  for (const [index, { key }] of distinct.entries()) {
    const linked = ids[index];
    if (linked !== undefined && !taken.has(linked)) links.set(key, linked);
  }
  return links;
}

async function link(
  client: Queryable,
  listenerId: number,
  links: ReadonlyMap<number, number>,
): Promise<void> {
  if (links.size === 0) return;
  const values = [listenerId, [...links.keys()], [...links.values()]];
  // May rewrite thirteen years of lists.
  await client.query({ text: REWRITE_SNAPSHOTS, values, ...LONG_TIMEOUT });
  await client.query(MARK_LINKED, values);
  await client.query(DELETE_LOCAL_ARTISTS, [[...links.keys()]]);
}
