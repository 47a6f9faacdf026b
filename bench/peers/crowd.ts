import { randomBytes } from 'node:crypto';
import { hashToken } from '../../apps/api/src/auth/access-token-authenticator.js';
import { TOKEN_BYTES, formatToken } from '../../apps/api/src/auth/token-text.js';
import type { Stage } from '../stage/stage.js';
import type { Contender } from './contenders.js';

const LISTENERS = 1_000;

/** The product asked by 1,000 listeners in random order, each with a token and the list of the first listener. */
export async function addCrowd(stage: Stage, product: Contender): Promise<Contender> {
  const tokens = Array.from({ length: LISTENERS }, () => formatToken(randomBytes(TOKEN_BYTES)));
  await stage.sql(
    `WITH added AS (
       INSERT INTO listener (spotify_account_id)
       SELECT 'crowd-' || n FROM generate_series(1, cardinality($1::bytea[])) AS n
       RETURNING id, split_part(spotify_account_id, '-', 2)::int AS n),
     listed AS (
       INSERT INTO top_list (listener_id, range, fetched_at, complete, artist_ids)
       SELECT added.id, range, clock_now(), complete, artist_ids
       FROM added, (SELECT * FROM top_list WHERE range = 'SHORT_TERM' LIMIT 1) AS first)
     INSERT INTO access_token (listener_id, hash, name, scope, expires_at)
     SELECT id, ($1::bytea[])[n], 'bench', 'READ', clock_now() + interval '1 day' FROM added`,
    [tokens.map(hashToken)],
  );
  await stage.sql('ANALYZE');
  return {
    ...product,
    name: 'Headliner, 1,000 listeners',
    authorizations: tokens.map((token) => `Bearer ${token}`),
  };
}
