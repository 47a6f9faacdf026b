import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { keyIdOf, loadKeyring, TokenCipher, type TokenLocation } from '#database';
import { freePort } from '../support/free-port.js';
import { type RunningCommand, startCommand } from '../support/command.js';
import { Instance, type OurProcess, runDirectory, spawnProcess } from '../support/index.js';
import { buildOnce } from '../support/build-once.js';

interface StoredGrant extends Record<string, unknown> {
  readonly listener_id: number;
  readonly refresh_token: string;
  readonly access_token: string;
}

/** Three keys, as `k1`, `k2` and `k3`; and other bytes that someone could mistake for `k1`. */
const KEYS = new Map(['k1', 'k2', 'k3', 'not k1'].map((id) => [id, randomBytes(32).toString('base64')]));

/** An instance whose tests start its processes with keyrings of their choice; before each nobody has signed in. */
export class KeyringStage {
  private opened: Instance | undefined;
  private started: RunningCommand[] = [];

  constructor() {
    beforeAll(async () => {
      this.opened = await Instance.open();
    });
    beforeEach(async () => {
      await this.instance.simulator.control.reset();
      await this.instance.sql('TRUNCATE listener, spotify_rate_limit, artist, pgboss.job CASCADE');
    });
    afterEach(() => {
      for (const process of this.started.splice(0)) process.kill('SIGKILL');
    });
    afterAll(() => this.opened?.close());
  }

  get instance(): Instance {
    if (!this.opened) throw new Error('the stage is set before the first test, not before');
    return this.opened;
  }

  /** A keyring file of these keys; `{ k1: 'not k1' }` is one with other bytes under the same id. */
  keyring(active: string, keys: Readonly<Record<string, string>>): string {
    const file = join(mkdtempSync(join(runDirectory(), 'keyring-')), 'keyring.json');
    const bytes = Object.entries(keys).map(([id, key]) => [id, KEYS.get(key)]);
    writeFileSync(file, JSON.stringify({ active, keys: Object.fromEntries(bytes) }), { mode: 0o600 });
    return file;
  }

  async startApi(keyring: string): Promise<OurProcess> {
    return this.keep(await this.instance.startApi({ KEYRING_FILE: keyring }));
  }

  async startWorker(keyring: string): Promise<OurProcess> {
    return this.keep(await this.instance.startWorker({ KEYRING_FILE: keyring }));
  }

  /** Starts a process that is expected to end; the port is one that it would listen on. */
  async spawn(name: 'api' | 'worker', settings: Readonly<Record<string, string>>): Promise<OurProcess> {
    const port = String(await freePort());
    const ports = { PORT: port, WORKER_PORT: port };
    return this.keep(
      spawnProcess(name, `http://127.0.0.1:${port}`, { ...this.instance.settings, ...ports, ...settings }),
    );
  }

  /** @param lost a key to give up */
  reencrypt(keyring: string, lost = ''): RunningCommand {
    buildOnce();
    return this.keep(
      startCommand(['node', resolve('dist/apps/migrate/src/reencrypt.js')], {
        directory: runDirectory(),
        environment: {
          DATABASE_URL: this.instance.database.url,
          KEYRING_FILE: keyring,
          KEYRING_GIVE_UP: lost,
        },
      }),
    );
  }

  /** Puts listeners with encrypted tokens into the database; the tokens are unknown at Spotify. */
  async crowd(count: number, keyring: string): Promise<void> {
    const cipher = new TokenCipher((await loadKeyring(keyring)).keyring);
    const place = (row: number, column: string): TokenLocation => ({
      table: 'spotify_grant',
      column,
      row: String(row),
    });
    const ids = await this.instance.sql<{ id: number }>(
      `INSERT INTO listener (spotify_id) SELECT 'crowd_' || n FROM generate_series(1, $1) AS n RETURNING id`,
      [count],
    );
    const grants = ids.map(async ({ id }) => ({
      id,
      refresh: await cipher.encrypt(`refresh ${id}`, place(id, 'refresh_token')),
      access: await cipher.encrypt(`access ${id}`, place(id, 'access_token')),
    }));
    await this.instance.sql(
      `INSERT INTO spotify_grant (listener_id, refresh_token, access_token, access_token_expires_at, authorized_at)
       SELECT id, refresh, access, clock_now() + interval '1 hour', clock_now()
       FROM jsonb_to_recordset($1) AS given (id int, refresh text, access text)`,
      [JSON.stringify(await Promise.all(grants))],
    );
  }

  grants(): Promise<StoredGrant[]> {
    return this.instance.sql<StoredGrant>('SELECT * FROM spotify_grant ORDER BY listener_id');
  }

  /** How many tokens are encrypted with each key. */
  async tokensByKey(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { refresh_token, access_token } of await this.grants()) {
      for (const key of [refresh_token, access_token].map(keyIdOf)) counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  private keep<T extends RunningCommand>(process: T): T {
    this.started.push(process);
    return process;
  }
}
