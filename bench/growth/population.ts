import { randomBytes } from 'node:crypto';
import { hashToken } from '../../apps/api/src/auth/access-token-authenticator.js';
import { formatToken, TOKEN_BYTES } from '../../apps/api/src/auth/token-text.js';
import { generateLists } from '../charts/listening.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import type { Stage } from '../stage/stage.js';
import { type Crowd, signInCrowd } from '../worker/crowd.js';
import type { Ask } from './requests.js';

/** Days of history: all of them of signed-in listeners, every tenth of the others. */
export const DAYS = 70;
/** How much higher each signed-in listener's artist numbers are than those of the one before. */
const SHIFT = 50;
/** Rows of each listener that nothing else here inserts. The grant is a copy of one that has been saved. */
const ROWS = [
  `INSERT INTO spotify_grant (listener_id, refresh_token, access_token, access_token_expires_at, scopes, authorized_at)
   SELECT listener.id, refresh_token, access_token, access_token_expires_at, scopes, authorized_at
   FROM listener, (SELECT * FROM spotify_grant LIMIT 1) AS saved
   WHERE NOT EXISTS (SELECT FROM spotify_grant WHERE listener_id = listener.id)`,
  `INSERT INTO snapshot_schedule (listener_id, due_at, claimable_at)
   SELECT id, at, at FROM listener, LATERAL (SELECT clock_now() + interval '2 hours' + id % 64800 * interval '1 second') AS due (at)
   WHERE NOT EXISTS (SELECT FROM snapshot_schedule WHERE listener_id = id)`,
  `INSERT INTO session (sid, sess, expire)
   SELECT replace(gen_random_uuid()::text, '-', ''), jsonb_build_object('listenerId', id, 'cookie', jsonb_build_object(
            'path', '/', 'httpOnly', true, 'sameSite', 'lax', 'secure', false, 'originalMaxAge', 2592000000,
            'expires', clock_now() + interval '30 days')), clock_now() + interval '30 days'
   FROM listener`,
  `INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
   SELECT DISTINCT ON (listener_id, range) listener_id, range, clock_now(), complete, artist_ids
   FROM snapshot ORDER BY listener_id, range, day DESC`,
];

/** A listener with an access token. */
export interface TokenHolder {
  readonly id: number;
  readonly authorization: string;
  /** The numbers of the artists on the newest list, in rank order. */
  readonly artists: string;
}

export interface Population {
  /** Listeners with grants that work. */
  readonly crowd: Crowd;
  /** All listeners; the first one is of the crowd. */
  readonly holders: readonly TokenHolder[];
}

/**
 * Fills a new database with listeners who have all the rows of a real one.
 *
 * @param signedIn how many of them sign in at the simulator
 */
export async function populate(stage: Stage, listeners: number, signedIn: number): Promise<Population> {
  await prepareRecord(stage, [...generateLists(DAYS)]);
  const crowd = await signInCrowd(stage, 1, signedIn);
  const ids = await listenerIds(stage);
  const recorded = ids.map((listenerId, index) => ({ listenerId, shift: index * SHIFT }));
  await recordAmong(stage, recorded, DAYS, listeners - signedIn);
  for (const statement of ROWS) await stage.load(statement);
  const authorizations = await addAccessTokensById(stage, await listenerIds(stage));
  await stage.sql('DROP TABLE bench_list, bench_other');
  await stage.sql('VACUUM ANALYZE');
  const lists = await stage.sql<{ id: number; artists: string }>(
    `SELECT listener_id AS id, array_to_string(artist_ids, ',') AS artists FROM top_list
     WHERE range = 'SHORT_TERM' ORDER BY id`,
  );
  if (lists.length !== listeners) throw new Error(`No report: ${lists.length} listeners have a list.`);
  const holders = lists.map(({ id, artists }) => ({
    id,
    authorization: authorizations.get(id) ?? '',
    artists,
  }));
  return { crowd, holders };
}

/** Adds an access token for each listener, and returns the `Authorization` headers. */
export async function addAccessTokensById(
  stage: Stage,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const tokens = ids.map(() => formatToken(randomBytes(TOKEN_BYTES)));
  await stage.load(
    `INSERT INTO access_token (listener_id, hash, name, scope, expires_at)
     SELECT id, hash, 'bench', 'READ', clock_now() + interval '90 days'
     FROM unnest($1::int[], $2::bytea[]) AS token (id, hash)`,
    [ids, tokens.map(hashToken)],
  );
  return new Map(ids.map((id, index) => [id, `Bearer ${tokens[index]}`]));
}

/** Creates the request of one listener. The response has to have the artists of their newest list, in this order. */
export function askForArtists(query: string, { authorization, artists }: TokenHolder): Ask {
  return {
    authorization,
    query,
    check(text) {
      const answered = [...text.matchAll(/"name":"Artist (\d+)"/g)].map(([, number]) => number).join();
      if (answered !== artists) throw new Error(`No report: the response ${text.slice(0, 300)} is wrong.`);
    },
  };
}

async function listenerIds(stage: Stage): Promise<number[]> {
  return (await stage.sql<{ id: number }>('SELECT id FROM listener ORDER BY id')).map(({ id }) => id);
}
