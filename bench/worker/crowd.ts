import { Pool } from 'pg';
import { Database, loadKeyring, SignInRepository, TokenCipher } from '../../libs/database/src/index.js';
import type { SimulatorControl } from '../../apps/simulator/src/index.js';
import type { Stage } from '../stage/stage.js';

type Grant = Awaited<ReturnType<SimulatorControl['grant']>>;

/** Signed-in listeners of the simulator. */
export interface Crowd {
  /** Their Spotify ids. */
  readonly names: readonly string[];
  /** The grant of each. */
  readonly grants: readonly Grant[];
}

const CONCURRENCY = 8;

/** Signs in `count` listeners from `listener_<first>` on. They are due tomorrow. */
export async function signInCrowd(stage: Stage, first: number, count: number): Promise<Crowd> {
  const { keyring } = await loadKeyring(stage.keyringFile);
  const database = new Database(new Pool({ connectionString: stage.databaseUrl, max: CONCURRENCY }));
  const signIns = new SignInRepository(database, new TokenCipher(keyring));
  const names = Array.from({ length: count }, (_, index) => `listener_${first + index}`);
  const grants: Grant[] = [];
  for (let from = 0; from < count; from += CONCURRENCY) {
    const signedIn = names.slice(from, from + CONCURRENCY).map(async (name) => {
      const tokens = await stage.control.grant({ listener: name });
      await signIns.record({
        profile: { id: name, accountId: `account of ${name}`, displayName: null, imageUrl: null },
        tokens,
        scopes: [tokens.scope],
        consentRenewed: true,
      });
      return tokens;
    });
    grants.push(...(await Promise.all(signedIn)));
  }
  await database.onApplicationShutdown();
  await stage.sql(
    `UPDATE snapshot_schedule SET due_at = due_at + interval '1 day', claimable_at = NULL
     WHERE listener_id IN (SELECT id FROM listener WHERE spotify_id = ANY($1))`,
    [names],
  );
  return { names, grants };
}

/** Adds listeners without sign-in up to this number. They are due within the next day. */
export async function addStrangers(stage: Stage, upTo: number): Promise<void> {
  await stage.load(
    `WITH stranger AS (
       INSERT INTO listener (spotify_id, spotify_account_id)
       SELECT 'stranger_' || number, 'account of stranger_' || number
       FROM generate_series((SELECT count(*) FROM listener) + 1, $1::int) AS number
       RETURNING id)
     INSERT INTO snapshot_schedule (listener_id, due_at, claimable_at)
     SELECT id, at, at FROM stranger, LATERAL (SELECT clock_now() + interval '1 hour' + id % 64800 * interval '1 second') AS due (at)`,
    [upTo],
  );
  await stage.sql('VACUUM ANALYZE');
}

/** Makes all listeners of a crowd due now. */
export async function makeDue(stage: Stage, { names }: Pick<Crowd, 'names'>): Promise<void> {
  await stage.sql(
    `UPDATE snapshot_schedule SET due_at = clock_now(), claimable_at = clock_now()
     WHERE listener_id IN (SELECT id FROM listener WHERE spotify_id = ANY($1))`,
    [names],
  );
}

/** Makes this many listeners due now, any of them. No worker may run, because some have no grant. */
export async function makeAnyDue(stage: Stage, count: number): Promise<void> {
  await stage.sql(
    `UPDATE snapshot_schedule SET due_at = clock_now(), claimable_at = clock_now()
     WHERE listener_id IN (SELECT id FROM listener ORDER BY md5(spotify_id) LIMIT $1)`,
    [count],
  );
}

/** Deletes today's snapshots of a crowd, so that workers record them again. */
export async function forgetToday(stage: Stage, { names }: Pick<Crowd, 'names'>): Promise<void> {
  await stage.sql(
    `DELETE FROM snapshot USING listener
     WHERE listener.id = listener_id AND spotify_id = ANY($1) AND day >= utc_today()`,
    [names],
  );
}

/** Postpones all due listeners to tomorrow. */
export async function postpone(stage: Stage): Promise<void> {
  await stage.sql(
    `UPDATE snapshot_schedule SET due_at = due_at + interval '1 day', claimable_at = due_at + interval '1 day'
     WHERE due_at <= clock_now()`,
  );
}
