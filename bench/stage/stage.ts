import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool, type QueryResultRow } from 'pg';
import { freePort, type RunningPostgres, startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { demoClient, SimulatorControl } from '../../apps/simulator/src/index.js';
import { ensureDatabase, migrate } from '../../libs/database/src/index.js';
import { serve, type Serving } from './child.js';

/** The database role of the processes under test, which separates their statements from those of the bench. */
const ROLE = 'bench_process';

/** `NODE_OPTIONS` of our processes, as `npm start` and the image limit their memory. */
export const HEAP_LIMITS = '--max-semi-space-size=8 --max-old-space-size=256';

/** A PostgreSQL server, a simulator process, and the processes under test. */
export class Stage {
  private constructor(
    private readonly directory: string,
    private readonly postgres: RunningPostgres,
    private readonly pool: Pool,
    private readonly simulator: Serving,
    readonly control: SimulatorControl,
    readonly keyringFile: string,
  ) {}

  static async open(): Promise<Stage> {
    const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-'));
    // The server loads the library that counts statements at startup, so it is configured first.
    const first = await startPostgres({ directory, port: 0, durable: false });
    const telling = new Client({ connectionString: first.url('postgres') });
    await telling.connect();
    await telling.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    await telling.query(`CREATE ROLE ${ROLE} SUPERUSER LOGIN PASSWORD 'bench'`);
    await telling.end();
    await first.stop();
    const postgres = await startPostgres({ directory, port: 0, durable: false });
    const databaseUrl = postgres.url('headliner');
    await ensureDatabase({ databaseUrl });
    await migrate({ databaseUrl });
    const pool = new Pool({ connectionString: databaseUrl, max: 4 });
    // An idle connection may report the end of the server before it is closed.
    pool.on('error', () => undefined);
    await pool.query('CREATE EXTENSION pg_stat_statements');

    const keyringFile = join(directory, 'keyring.json');
    const keys = { bench: randomBytes(32).toString('base64') };
    writeFileSync(keyringFile, JSON.stringify({ active: 'bench', keys }), { mode: 0o600 });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const simulator = await serve('simulator', { SIMULATOR_PORT: String(port) }, url, '/_control/health');
    return new Stage(directory, postgres, pool, simulator, new SimulatorControl(url), keyringFile);
  }

  get postgresPid(): number {
    return this.postgres.pid;
  }

  get databaseUrl(): string {
    return this.postgres.url('headliner');
  }

  async sql<Row extends QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(statement, values)).rows;
  }

  /** Runs bulk inserts, without triggers and foreign key checks. */
  async load(statement: string, values: unknown[] = []): Promise<void> {
    const session = await this.pool.connect();
    try {
      await session.query("SET session_replication_role = 'replica'");
      await session.query(statement, values);
      await session.query('RESET session_replication_role');
      session.release();
    } catch (error) {
      session.release(true);
      throw error;
    }
  }

  /** Starts a worker that ticks every second, with a call budget that it cannot use up. */
  async startWorker(settings: Readonly<Record<string, string>> = {}): Promise<Serving> {
    return this.start('worker', 'WORKER_PORT', {
      SPOTIFY_REQUESTS_PER_30S: '9999999',
      SNAPSHOT_TICK_CRON: '* * * * * *',
      ...settings,
    });
  }

  /** Starts an API with the required settings and these. */
  async startApi(settings: Readonly<Record<string, string>>): Promise<Serving> {
    const needed = { SESSION_SECRET: randomBytes(32).toString('hex') };
    return this.start('api', 'PORT', { ...needed, ...settings });
  }

  private async start(
    app: 'api' | 'worker',
    portName: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<Serving> {
    const port = String(await freePort());
    const address = Object.assign(new URL(this.databaseUrl), { username: ROLE, password: 'bench' });
    const environment = {
      NODE_ENV: 'production',
      NODE_OPTIONS: HEAP_LIMITS,
      DATABASE_URL: address.href,
      KEYRING_FILE: this.keyringFile,
      SPOTIFY_CLIENT_ID: demoClient.id,
      SPOTIFY_CLIENT_SECRET: demoClient.secret,
      SPOTIFY_ACCOUNTS_URL: this.control.baseUrl,
      SPOTIFY_API_URL: this.control.baseUrl,
      DEMO: 'true',
    };
    return serve(
      app,
      { ...environment, ...settings, [portName]: port },
      `http://127.0.0.1:${port}`,
      '/health/ready',
    );
  }

  /** Resets the count of statements of the processes under test. */
  async resetStatements(): Promise<void> {
    await this.sql('SELECT pg_stat_statements_reset()');
  }

  /** Counts the statements of the processes under test since the reset, BEGIN and COMMIT included. */
  async statements(): Promise<number> {
    const [row] = await this.sql<{ calls: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements
       WHERE userid = (SELECT oid FROM pg_roles WHERE rolname = '${ROLE}')`,
    );
    return row?.calls ?? 0;
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.simulator.stop();
    await this.postgres.stop();
    rmSync(this.postgres.location, { recursive: true, force: true });
    rmSync(this.directory, { recursive: true, force: true });
  }
}
