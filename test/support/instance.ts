import type { Simulator, SimulatorOptions } from '#simulator';
import { Client as Postgres, type QueryResultRow } from 'pg';
import { Client } from './client.js';
import { defaultSettings } from './default-settings.js';
import { type OurProcess, startProcess } from './our-process.js';
import { borrowApi } from './shared-api.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

/** A Headliner of its own: a database, a simulator, a keyring, and the processes started for it. */
export class Instance {
  #shift = 0;

  private constructor(
    readonly simulator: Simulator,
    readonly database: TestDatabase,
    /** What its processes are started with. */
    readonly settings: Readonly<Record<string, string>>,
  ) {}

  /** Borrows an instance and the API that runs in it from the run, without any data. */
  static async borrow(): Promise<{ instance: Instance; api: OurProcess }> {
    const { simulator, database, settings, api } = await borrowApi();
    const instance = new Instance(simulator, database, settings);
    await instance.sql(EMPTY);
    await instance.setClock();
    await simulator.control.reset();
    return { instance, api };
  }

  static async open(options: SimulatorOptions = {}): Promise<Instance> {
    const { demoClient, startSimulator } = await import('#simulator');
    const [simulator, database] = await Promise.all([startSimulator(options), createTestDatabase()]);
    return new Instance(simulator, database, {
      ...defaultSettings(database.url, simulator.url),
      SPOTIFY_CLIENT_ID: options.clientId ?? demoClient.id,
      SPOTIFY_CLIENT_SECRET: options.clientSecret ?? demoClient.secret,
    });
  }

  startApi(settings: Readonly<Record<string, string>> = {}): Promise<OurProcess> {
    return startProcess('api', { ...this.settings, ...settings });
  }

  /** By default it ticks every second, and Spotify's budget is wide. */
  startWorker(settings: Readonly<Record<string, string>> = {}): Promise<OurProcess> {
    const hurry = { SNAPSHOT_TICK_CRON: '* * * * * *', SPOTIFY_REQUESTS_PER_30S: '100000' };
    return startProcess('worker', { ...this.settings, ...hurry, ...settings });
  }

  /** A browser at one of the processes. */
  client(api: OurProcess): Client {
    return new Client(api.url, this.simulator.control);
  }

  /** Runs one statement in the database of this instance. */
  async sql<Row extends QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const postgres = new Postgres({ connectionString: this.database.url });
    await postgres.connect();
    try {
      return (await postgres.query<Row>(statement, values)).rows;
    } finally {
      await postgres.end();
    }
  }

  /** Moves the clock of PostgreSQL, which all processes go by, and with it the simulator's. */
  async advanceClock(seconds: number): Promise<void> {
    this.#shift += seconds;
    await this.#setClock();
    await this.simulator.control.advanceClock(seconds);
  }

  /** Moves every quota in PostgreSQL so many seconds towards the end of its window, which processes' clocks decide. */
  async ageRateLimits(seconds: number): Promise<void> {
    await this.sql('UPDATE rate_limit SET expire = expire - $1', [seconds * 1_000]);
  }

  /** Sets the clock of PostgreSQL alone; without a time, right again. */
  async setClock(now = new Date()): Promise<void> {
    this.#shift = (now.getTime() - Date.now()) / 1_000;
    await this.#setClock();
  }

  async #setClock(): Promise<void> {
    await this.sql(
      `CREATE OR REPLACE FUNCTION clock_now() RETURNS timestamptz LANGUAGE sql STABLE
       AS $$ SELECT now() + interval '${this.#shift} seconds' $$`,
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.simulator.close(), this.database.drop()]);
  }
}

/** Empties every table of ours, and the queue. */
const EMPTY = `DO $$
  DECLARE tables text;
  BEGIN
    SELECT string_agg(format('%I', tablename), ', ') INTO tables
      FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations';
    EXECUTE 'TRUNCATE ' || tables;
    DELETE FROM pgboss.job;
  END $$`;
