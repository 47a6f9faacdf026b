import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client as PgClient, Pool, type QueryResultRow } from 'pg';
import { freePort, type RunningPostgres, startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { demoClient, SimulatorControl } from '../../apps/simulator/src/index.js';
import { ROOT, serve, type Serving } from './child.js';
import { z } from 'zod';
import type { Client } from '../../test/support/client.js';

/** The role of API and worker, which separates their statements from those of the bench. */
const ROLE = 'bench_process';

/** Where the simulator sends browsers back to: Headliner, and the Next.js app of the peers. */
export const REDIRECT_URIS = [...demoClient.redirectUris, 'http://127.0.0.1/api/auth/callback/spotify'].join(
  ',',
);

/** `NODE_OPTIONS` of `npm start` and of the image. */
export const HEAP_LIMITS = '--max-semi-space-size=8 --max-old-space-size=144';
/** `GLIBC_TUNABLES` of both. */
const ALLOCATION = 'glibc.malloc.arena_max=1:glibc.malloc.mmap_threshold=131072';

/** A PostgreSQL, a simulator, and the API and worker processes that a benchmark starts. */
export class Stage {
  private constructor(
    private readonly directory: string,
    private readonly postgres: RunningPostgres,
    private readonly pool: Pool,
    private readonly simulator: Serving,
    readonly control: SimulatorControl,
    readonly keyringFile: string,
    private readonly root: string,
  ) {}

  /** @param root the built tree whose migrations, API and worker run */
  static async open(root = ROOT): Promise<Stage> {
    const directory = mkdtempSync(join(tmpdir(), 'headliner-bench-'));
    // The server loads the library that counts statements at its start, so it starts twice.
    const first = await startPostgres({ directory, port: 0, durable: false });
    const client = new PgClient({ connectionString: first.url('postgres') });
    await client.connect();
    await client.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    await client.query(`CREATE ROLE ${ROLE} SUPERUSER LOGIN PASSWORD 'bench'`);
    await client.end();
    await first.stop();
    const postgres = await startPostgres({ directory, port: 0, durable: false });
    const databaseUrl = postgres.url('headliner');
    const migration = resolve(root, 'dist/apps/migrate/src/main.js');
    await promisify(execFile)(process.execPath, [migration], {
      env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
    });
    const pool = new Pool({ connectionString: databaseUrl, max: 4 });
    // Idle connections may report that the server shuts down.
    pool.on('error', () => undefined);
    await pool.query('CREATE EXTENSION pg_stat_statements');

    const keyringFile = join(directory, 'keyring.json');
    const keys = { bench: randomBytes(32).toString('base64') };
    writeFileSync(keyringFile, JSON.stringify({ active: 'bench', keys }), { mode: 0o600 });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = {
      SIMULATOR_PORT: String(port),
      SIMULATOR_REDIRECT_URIS: REDIRECT_URIS,
    };
    const simulator = await serve('simulator', settings, url, '/_control/health');
    return new Stage(directory, postgres, pool, simulator, new SimulatorControl(url), keyringFile, root);
  }

  get postgresPid(): number {
    return this.postgres.pid;
  }

  get simulatorPid(): number {
    return this.simulator.pid;
  }

  get databaseUrl(): string {
    return this.postgres.url('headliner');
  }

  async sql<Row extends QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(statement, values)).rows;
  }

  /** Runs a statement without triggers and foreign key checks, to insert many rows fast. */
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

  /** Starts a worker that ticks every second, with a request budget that is too large to matter. */
  async startWorker(settings: Readonly<Record<string, string>> = {}): Promise<Serving> {
    return this.start('worker', 'WORKER_PORT', {
      SPOTIFY_REQUESTS_PER_30S: '9999999',
      SNAPSHOT_TICK_CRON: '* * * * * *',
      ...settings,
    });
  }

  /** Starts an API with these settings and the required ones. */
  async startApi(settings: Readonly<Record<string, string>>): Promise<Serving> {
    const required = { SESSION_SECRET: randomBytes(32).toString('hex') };
    return this.start('api', 'PORT', { ...required, ...settings });
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
      GLIBC_TUNABLES: ALLOCATION,
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
      this.root,
    );
  }

  /** Resets the count of statements. */
  async resetStatements(): Promise<void> {
    await this.sql('SELECT pg_stat_statements_reset()');
  }

  /** Statements of API and worker since the last reset, including BEGIN and COMMIT. */
  async statements(): Promise<number> {
    const [row] = await this.sql<{ calls: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements
       WHERE userid = (SELECT oid FROM pg_roles WHERE rolname = '${ROLE}')`,
    );
    return row?.calls ?? 0;
  }

  /** Transactions of API and worker since the last reset that `COMMIT` ended. */
  async transactions(): Promise<number> {
    const [row] = await this.sql<{ calls: number }>(
      `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements
       WHERE userid = (SELECT oid FROM pg_roles WHERE rolname = '${ROLE}') AND query = 'COMMIT'`,
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

const created = z.object({ createAccessToken: z.object({ secret: z.string() }) });

/** Creates an access token of a signed-in listener, and returns the `Authorization` header. */
export async function createAuthorization(
  browser: Client,
  scope: 'READ' | 'WRITE' = 'READ',
): Promise<string> {
  const { data } = await browser.graphql(
    `mutation { createAccessToken(input: { name: "bench", scope: ${scope} }) { secret } }`,
  );
  return `Bearer ${created.parse(data).createAccessToken.secret}`;
}
