import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { databaseEnv, keyringEnv, openKeyring } from '#database';
import { readEnvironment } from '#runtime';
import { z } from 'zod';
import { freePort } from '../support/free-port.js';
import { type RunningCommand, startCommand } from '../support/command.js';
import { Instance, type OurProcess, runDirectory, spawnProcess } from '../support/index.js';
import { buildOnce } from '../support/build-once.js';
import { storeShares, storeTokens } from './stored-tokens.js';

interface StoredGrant extends Record<string, unknown> {
  readonly listener_id: number;
  readonly refresh_token: string;
  readonly access_token: string;
}

/** Three keys, as `k1`, `k2` and `k3`; and other bytes that someone could mistake for `k1`. */
const KEYS = new Map(['k1', 'k2', 'k3', 'not k1'].map((id) => [id, randomBytes(32).toString('base64')]));

/** What API and worker read before they open the keyring. */
const settingsOfKeyring = z.object({ ...databaseEnv.shape, ...keyringEnv.shape });

/** An instance for tests that choose the keyring of each process. Each test begins without listeners. */
export class KeyringStage {
  private opened: Instance | undefined;
  private started: RunningCommand[] = [];

  constructor() {
    beforeAll(async () => {
      this.opened = await Instance.open();
    });
    beforeEach(async () => {
      await this.instance.simulator.control.reset();
      await this.instance.deleteAll();
    });
    afterEach(() => {
      for (const process of this.started.splice(0)) process.kill('SIGKILL');
    });
    afterAll(() => this.opened?.close());
  }

  get instance(): Instance {
    if (!this.opened) throw new Error('The instance opens in beforeAll.');
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

  /** Opens a keyring as API and worker do at their start; returns the warnings that they log. */
  async warningsOf(keyring: string): Promise<readonly string[]> {
    return (await this.openKeyring({ KEYRING_FILE: keyring })).warnings;
  }

  /** Opens a keyring as API and worker do at their start; returns the message with which it is refused. */
  refusalOf(settings: Readonly<Record<string, string>>): Promise<string> {
    return this.openKeyring(settings).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
  }

  private openKeyring(settings: Readonly<Record<string, string>>): ReturnType<typeof openKeyring> {
    const environment = readEnvironment(settingsOfKeyring, { ...this.instance.settings, ...settings });
    return openKeyring(environment, 'headliner-test');
  }

  /** Starts a process that is expected to end, and sets the port that it would listen on. */
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

  /** Inserts listeners with encrypted tokens that Spotify does not know. */
  crowd(listeners: number, keyring: string): Promise<void> {
    return storeTokens(this.instance, listeners, keyring);
  }

  /** Inserts a share of every listener. */
  shareAll(keyring: string): Promise<void> {
    return storeShares(this.instance, keyring);
  }

  grants(): Promise<StoredGrant[]> {
    return this.instance.sql<StoredGrant>('SELECT * FROM spotify_grant ORDER BY listener_id');
  }

  /** Counts the stored tokens by the key that they are encrypted with. */
  async tokensByKey(): Promise<Record<string, number>> {
    const rows = await this.instance.sql<{ key: string; count: number }>(
      `SELECT token_key_id(token) AS key, count(*)::int AS count
       FROM (SELECT unnest(ARRAY[refresh_token, access_token]) FROM spotify_grant
             UNION ALL SELECT token FROM share) AS stored (token)
       WHERE token IS NOT NULL GROUP BY 1`,
    );
    return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
  }

  private keep<T extends RunningCommand>(process: T): T {
    this.started.push(process);
    return process;
  }
}
