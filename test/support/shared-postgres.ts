import { Client, type QueryResultRow } from 'pg';
import { runServices } from './test-database.js';

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
