import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client as Postgres } from 'pg';
import { migrate } from '#database';
import { type Client, Instance, type OurProcess } from '../support/index.js';
import { until } from '../support/until.js';
import { connect, LATER, recorded, untilLockIsAwaited, withLaterMigration } from './migration-project.js';

/** A migration that needs an exclusive lock on every table that the requests below use. */
const SQL = `ALTER TABLE listener ADD COLUMN later text; ALTER TABLE session ADD COLUMN later text;
  ALTER TABLE top_list ADD COLUMN later text; ALTER TABLE snapshot ADD COLUMN later text;`;
const READ = '{ viewer { displayName } topArtists(limit: 3) { source } chart(range: LONG_TERM) { day } }';
/** The pause between two requests, which keeps within the listener's quota. */
const PAUSE_MS = 100;
const WRITE = 'mutation { updateSettings(input: { timezone: "Asia/Tokyo" }) { viewer { timezone } } }';

describe('a migration while older processes serve', () => {
  let instance: Instance;
  let api: OurProcess;
  let listener: Client;
  let holder: Postgres;

  beforeAll(async () => {
    instance = await Instance.open();
    api = await instance.startApi();
    listener = instance.client(api);
    await listener.signIn();
    holder = await connect(instance.database.url);
  });
  afterAll(() => instance.close());

  it('is applied once by two concurrent runs, and every request succeeds', async () => {
    const source = withLaterMigration(SQL);
    const databaseUrl = instance.database.url;
    const serving = new Requests(listener);
    // A backup reads all tables for longer than a migration waits.
    await holder.query('BEGIN; SELECT FROM listener; SELECT FROM session; SELECT FROM snapshot');
    const migrations = [1, 2].map(() => migrate({ databaseUrl, ...source }));
    const watcher = await connect(databaseUrl);
    await untilLockIsAwaited(watcher);
    await untilLockIsAwaited(watcher, false);
    await untilLockIsAwaited(watcher);
    await holder.query('COMMIT');

    const applied = (await Promise.all(migrations)).flatMap((migration) => migration.applied);
    expect(applied).toEqual([LATER]);
    expect((await recorded(watcher)).map(({ migration_name: name }) => name)).toContain(LATER);
    const answered = serving.answered;
    await until(() => serving.answered > answered, 'requests are answered after the migration');
    expect(await serving.stop()).toEqual([]);
    expect(answered).toBeGreaterThan(4);
  });
});

/** Sends reads and writes of a listener, one after another, until it is stopped. */
class Requests {
  answered = 0;
  private stopping = false;
  private readonly failures: unknown[] = [];
  private readonly done: Promise<unknown>;

  constructor(listener: Client) {
    this.done = Promise.all([READ, WRITE].map((operation) => this.repeat(listener, operation)));
  }

  /** Stops and returns the errors. */
  async stop(): Promise<readonly unknown[]> {
    this.stopping = true;
    await this.done;
    return this.failures;
  }

  private async repeat(listener: Client, operation: string): Promise<void> {
    while (!this.stopping) {
      const { errors } = await listener.graphql(operation).catch((error: unknown) => ({ errors: [error] }));
      if (errors) this.failures.push(...errors);
      this.answered += 1;
      await delay(PAUSE_MS);
    }
  }
}
