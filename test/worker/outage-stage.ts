import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Pool, type QueryResultRow } from 'pg';
import { Database, loadKeyring, SignInRepository, TokenCipher } from '#database';
import { DEMO_APP, type Simulator, startSimulator } from '../support/simulators.js';
import { type OurProcess, runDirectory, startProcess } from '../support/index.js';
import { MortalPostgres } from '../support/mortal-postgres.js';
import { until } from '../support/until.js';
import { UnsteadyNetwork } from '../support/unsteady-network.js';

/** An API and a worker with a PostgreSQL server that can be stopped, behind a network that can fail. */
export class OutageStage {
  /** One connection, past the network; a new one after PostgreSQL has died. */
  private readonly pool: Pool;

  private constructor(
    readonly postgres: MortalPostgres,
    readonly network: UnsteadyNetwork,
    readonly simulator: Simulator,
    private readonly environment: Readonly<Record<string, string>>,
    readonly api: OurProcess,
    readonly worker: OurProcess,
  ) {
    this.pool = new Pool({ connectionString: postgres.url, max: 1 });
    this.pool.on('error', () => undefined);
  }

  static async open(): Promise<OutageStage> {
    const directory = mkdtempSync(join(runDirectory(), 'outage-'));
    const postgres = await MortalPostgres.start();
    const network = await UnsteadyNetwork.to(postgres.port);
    const simulator = await startSimulator();
    const keyring = join(directory, 'keyring.json');
    const keys = { test: randomBytes(32).toString('base64') };
    writeFileSync(keyring, JSON.stringify({ active: 'test', keys }), { mode: 0o600 });
    const environment = {
      DATABASE_URL: Object.assign(new URL(postgres.url), { port: String(network.port) }).href,
      KEYRING_FILE: keyring,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      SPOTIFY_CLIENT_ID: DEMO_APP.id,
      SPOTIFY_CLIENT_SECRET: DEMO_APP.secret,
      SPOTIFY_ACCOUNTS_URL: simulator.url,
      SPOTIFY_API_URL: simulator.url,
      SPOTIFY_REQUESTS_PER_30S: '100000',
      SNAPSHOT_TICK_CRON: '* * * * * *',
    };
    try {
      const api = await startProcess('api', environment);
      const worker = await startProcess('worker', environment);
      return new OutageStage(postgres, network, simulator, environment, api, worker);
    } catch (error) {
      await Promise.all([network.close(), simulator.close(), postgres.stop()]);
      throw error;
    }
  }

  async sql<Row extends QueryResultRow>(statement: string): Promise<Row[]> {
    return (await this.pool.query<Row>(statement)).rows;
  }

  /** Signs in `count` listeners of the simulator from `listener_<first>` on; all of them are due at once. */
  async signIn(first: number, count: number): Promise<void> {
    const { keyring } = await loadKeyring(this.environment['KEYRING_FILE'] ?? '');
    const pool = new Pool({ connectionString: this.postgres.url, max: 4 });
    const database = new Database(pool);
    const signIns = new SignInRepository(database, new TokenCipher(keyring));
    for (let number = first; number < first + count; number += 1) {
      const name = `listener_${number}`;
      const tokens = await this.simulator.control.grant({ listener: name });
      await signIns.record({
        profile: { id: name, accountId: `account of ${name}`, displayName: null, imageUrl: null },
        tokens,
        scopes: [tokens.scope],
        consentRenewed: true,
      });
    }
    await database.onApplicationShutdown();
  }

  /** Returns the status of a health path of both processes, and the time of the slower answer. */
  async health(path: 'live' | 'ready'): Promise<{ statuses: number[]; withinMs: number }> {
    const began = performance.now();
    const answers = await Promise.all(
      [this.api, this.worker].map(({ url }) => fetch(`${url}/health/${path}`)),
    );
    return { statuses: answers.map(({ status }) => status), withinMs: performance.now() - began };
  }

  /** Waits up to two minutes for a condition. */
  async until(condition: () => Promise<boolean>, what: string): Promise<void> {
    await until(condition, what, 120_000).catch((cause: Error) => {
      throw new Error(`${cause.message}. The worker wrote:\n${this.worker.logs}`, { cause });
    });
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.worker.stop();
    await this.pool.end();
    await Promise.all([this.network.close(), this.simulator.close(), this.postgres.stop()]);
  }
}
