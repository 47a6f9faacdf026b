import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import { databaseEnv, migrateOrCreate } from '#database';
import { readEnvironment } from '#runtime';
import { type RunningPostgres, startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { buildOnce } from '../support/build-once.js';
import { type RunningCommand, startCommand } from '../support/command.js';
import { noteProcess, runDirectory } from '../support/index.js';
import { runServices } from '../support/test-database.js';

/** The password of every role made here: each of its special characters has to be percent-encoded in an address. */
export const PASSWORD = 'p@s:s/w#r?d 100%';

/** The PostgreSQL of the run, for tests that need roles and databases of their own and nothing else of a server. */
export class SharedPostgres {
  protected constructor(
    /** Returns the address of a database for the administrator. */
    private readonly addressOf: (database: string) => string,
  ) {}

  static async ofRun(): Promise<SharedPostgres> {
    const { server } = await runServices();
    return new SharedPostgres(
      (database) => Object.assign(new URL(server), { pathname: `/${database}` }).href,
    );
  }

  get port(): number {
    return Number(new URL(this.addressOf('postgres')).port);
  }

  /** Runs a statement as the administrator, without the time limits that a database may set. */
  async sql<Row extends QueryResultRow>(statement: string, database = 'postgres'): Promise<Row[]> {
    const options = '-c statement_timeout=0 -c idle_session_timeout=0';
    const client = new Client({ connectionString: this.addressOf(database), options });
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** A role that may sign in, and nothing else. */
  async makeRole(role: string): Promise<void> {
    await this.sql(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
  }

  /** A role and its database, of the same name, with each of these settings. */
  async makeDatabase(name: string, settings: readonly string[] = [], options = ''): Promise<string> {
    await this.makeRole(name);
    await this.sql(`CREATE DATABASE ${name} OWNER ${name} ${options}`);
    for (const setting of settings) await this.sql(`ALTER DATABASE ${name} SET ${setting}`);
    return this.url(name);
  }

  /** The address at which a role reaches a database; by default that of its own name. */
  url(role: string, database = role, query = ''): string {
    return `postgresql://${role}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${this.port}/${database}${query}`;
  }
}

/** A PostgreSQL as an operator brings it along: its administrator may do all, and Headliner's role what it is granted. */
export class OperatorsPostgres extends SharedPostgres {
  private constructor(
    private readonly directory: string,
    private server: RunningPostgres,
  ) {
    super((database) => this.server.url(database));
  }

  static async start(
    directory = mkdtempSync(join(runDirectory(), 'operators-')),
  ): Promise<OperatorsPostgres> {
    return new OperatorsPostgres(directory, await start(directory, 0));
  }

  /** Stops it, changes something, and starts it again at the same port. */
  async restart(change: () => void): Promise<void> {
    await this.server.stop();
    change();
    this.server = await start(this.directory, this.port);
  }

  /** The directory of its data. */
  get cluster(): string {
    return join(this.server.location, 'cluster');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

async function start(directory: string, port: number): Promise<RunningPostgres> {
  const server = await startPostgres({ directory, port, durable: false });
  noteProcess(server.pid);
  return server;
}

/** Starts one of our jobs. */
export function startJob(
  entry: 'main' | 'reencrypt',
  environment: Readonly<Record<string, string>>,
): RunningCommand {
  buildOnce();
  const command = ['node', resolve(`dist/apps/migrate/src/${entry}.js`)] as const;
  return startCommand(command, { directory: runDirectory(), environment });
}

/** Does what the migration job does, in this process. */
export async function migrateWell(databaseUrl: string): Promise<void> {
  const { DATABASE_URL } = readEnvironment(databaseEnv, { DATABASE_URL: databaseUrl });
  await migrateOrCreate(DATABASE_URL);
}

/** What a process writes that refuses to start: it ends with 1, and without a stack trace. */
export async function refusalOf(command: RunningCommand): Promise<string> {
  const { code } = await command.ended;
  if (code !== 1) throw new Error(`It ended with ${code}, and wrote:\n${command.logs}`);
  if (/^ +at /m.test(command.logs)) throw new Error(`A stack trace:\n${command.logs}`);
  return command.logs;
}
