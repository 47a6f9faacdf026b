import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, type Quota, RateLimits } from '#database';
import { Pool } from 'pg';
import { Instance } from '../support/index.js';
import { until } from '../support/until.js';

const QUOTA = { kind: 'SNAPSHOT', limit: 20, windowSeconds: 60 } satisfies Quota;
const open: Database[] = [];
let instance: Instance;

beforeAll(async () => {
  instance = await Instance.open();
});
afterAll(async () => {
  await Promise.all(open.map((database) => database.onApplicationShutdown()));
  await instance?.close();
});
beforeEach(async () => {
  await instance.sql('TRUNCATE listener CASCADE');
  await instance.sql("INSERT INTO listener (id, spotify_id) VALUES (1, 'one'), (2, 'two')");
});

/** Opens the rate limits on separate connections, as another process would. */
function limits(): RateLimits {
  const database = new Database(new Pool({ connectionString: instance.database.url, max: 4 }));
  open.push(database);
  return new RateLimits(database);
}

const keys = async (): Promise<unknown[]> => {
  const rows = await instance.sql<{ key: string }>('SELECT key FROM rate_limit ORDER BY key');
  return rows.map(({ key }) => key);
};

describe('a quota', () => {
  it('gives several concurrent processes exactly its units', async () => {
    const processes = [limits().open(QUOTA), limits().open(QUOTA)];
    const waits = await Promise.all(
      Array.from({ length: 30 }, (_, index) => processes[index % 2]?.consume({ listenerId: 1 })),
    );
    expect(waits.filter((wait) => wait === null)).toHaveLength(20);
    for (const wait of waits.filter((each) => each !== null)) {
      expect(wait).toBeGreaterThan(30);
      expect(wait).toBeLessThanOrEqual(60);
    }
  });

  it('is separate for each listener and each kind', async () => {
    const one = { ...QUOTA, limit: 1 };
    const [snapshots, tokens] = [limits().open(one), limits().open({ ...one, kind: 'ACCESS_TOKEN' })];
    expect(await snapshots.consume({ listenerId: 1 })).toBeNull();
    expect(await snapshots.consume({ listenerId: 1 })).toBeGreaterThan(0);
    expect(await tokens.consume({ listenerId: 1 })).toBeNull();
    expect(await snapshots.consume({ listenerId: 2 })).toBeNull();
  });

  it('starts again when its window is over', async () => {
    const limit = limits().open({ ...QUOTA, limit: 1, windowSeconds: 1 });
    expect(await limit.consume({ listenerId: 1 })).toBeNull();
    expect(await limit.consume({ listenerId: 1 })).toBe(1);
    await instance.ageRateLimits(1);
    expect(await limit.consume({ listenerId: 1 })).toBeNull();
  });

  it('is deleted with its listener, and not counted for a deleted listener', async () => {
    const limit = limits().open(QUOTA);
    await limit.consume({ listenerId: 1 });
    await limit.consume({ listenerId: 2 });
    await instance.sql('DELETE FROM listener WHERE id = 1');
    expect(await keys()).toEqual(['SNAPSHOT:listener:2']);
    expect(await limit.consume({ listenerId: 1 })).toBeNull();
    expect(await keys()).toEqual(['SNAPSHOT:listener:2']);
  });

  it('needs no privilege to create tables', async () => {
    await instance.sql('DROP ROLE IF EXISTS counting');
    await instance.sql(`CREATE ROLE counting LOGIN PASSWORD 'counting'`);
    await instance.sql('GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO counting');
    await instance.sql('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    const url = new URL(instance.database.url);
    Object.assign(url, { username: 'counting', password: 'counting' });
    const database = new Database(new Pool({ connectionString: url.href, max: 1 }));
    open.push(database);
    expect(await new RateLimits(database).open(QUOTA).consume({ address: '192.0.2.1' })).toBeNull();
  });
});

describe('the quota of an address', () => {
  it('is separate for each address, and deleted a day after its window', async () => {
    const limit = limits().open({ kind: 'SIGN_IN', limit: 1, windowSeconds: 60 });
    expect(await limit.consume({ address: '192.0.2.1' })).toBeNull();
    expect(await limit.consume({ address: '192.0.2.1' })).toBeGreaterThan(0);
    expect(await limit.consume({ address: '2001:db8:0:0::/64' })).toBeNull();
    await instance.ageRateLimits(60);
    expect(await limit.consume({ address: '192.0.2.1' })).toBeNull();
    // Rows are deleted a day later, since the clocks of processes may differ.
    await instance.ageRateLimits(86_400);
    expect(await limit.consume({ address: '192.0.2.1' })).toBeNull();
    await until(async () => (await keys()).length === 1, 'the expired row is deleted');
    expect(await keys()).toEqual(['SIGN_IN:address:192.0.2.1']);
  });
});
