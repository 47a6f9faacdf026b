import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres, type RunningPostgres } from '../../apps/standalone/src/postgres/index.js';
import { noteProcess, runDirectory } from '../support/index.js';

const ROLE = 'charts';

/** A PostgreSQL server with an empty database. The processes connect as its owner, a role without other privileges. */
export class ProductionPostgres {
  private constructor(
    private readonly server: RunningPostgres,
    private readonly password: string,
  ) {}

  static async start(): Promise<ProductionPostgres> {
    const directory = mkdtempSync(join(runDirectory(), 'production-'));
    const server = await startPostgres({ directory, port: 0, durable: false });
    noteProcess(server.pid);
    const postgres = new ProductionPostgres(server, randomBytes(24).toString('hex'));
    await run(
      server.url('postgres'),
      `CREATE ROLE ${ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${postgres.password}'`,
    );
    await run(server.url('postgres'), `CREATE DATABASE ${ROLE} OWNER ${ROLE}`);
    return postgres;
  }

  /** The URL that the processes use. */
  get url(): string {
    return Object.assign(new URL(this.server.url(ROLE)), { username: ROLE, password: this.password }).href;
  }

  /** Runs one statement in the database. */
  sql<Row>(statement: string): Promise<Row[]> {
    return run(this.url, statement);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

async function run<Row>(connectionString: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
