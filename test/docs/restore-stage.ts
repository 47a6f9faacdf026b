import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { type Client, Instance, type OurProcess } from '../support/index.js';

/** An instance whose database can be backed up and restored with the same secrets, while no process runs. */
export class RestoreStage {
  private opened: Instance | undefined;
  private api: OurProcess | undefined;
  private backup: string | undefined;

  constructor() {
    beforeAll(async () => {
      this.opened = await Instance.open();
    });
    afterAll(() => this.close());
  }

  get instance(): Instance {
    if (!this.opened) throw new Error('the instance is opened in beforeAll: use it inside a test');
    return this.opened;
  }

  /** Returns a client with the session of an earlier one, and starts the API if necessary. */
  async browser(earlier?: Client): Promise<Client> {
    this.api ??= await this.instance.startApi();
    const client = this.instance.client(this.api);
    if (earlier) client.shareSession(earlier);
    return client;
  }

  /** Stops the API and copies the database. */
  async backUp(): Promise<void> {
    await this.stop();
    // Connections of this test, which would be in the way of the copy.
    await this.administer(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${this.name}'`,
    );
    this.backup = `backup_${randomUUID().replaceAll('-', '')}`;
    // Idle connections of the test itself would keep the database from being copied.
    await this.administer(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${this.name}'`,
    );
    await this.administer(`CREATE DATABASE ${this.backup} TEMPLATE ${this.name}`);
  }

  /** Replaces the database with the backup. */
  async restore(): Promise<void> {
    await this.stop();
    await this.administer(`DROP DATABASE ${this.name} WITH (FORCE)`);
    await this.administer(`ALTER DATABASE ${this.backup} RENAME TO ${this.name}`);
    this.backup = undefined;
  }

  private get name(): string {
    return new URL(this.instance.database.url).pathname.slice(1);
  }

  private async stop(): Promise<void> {
    await this.api?.stop();
    this.api = undefined;
  }

  private async administer(statement: string): Promise<void> {
    const server = Object.assign(new URL(this.instance.database.url), { pathname: '/postgres' }).href;
    const postgres = new Postgres({ connectionString: server });
    await postgres.connect();
    try {
      await postgres.query(statement);
    } finally {
      await postgres.end();
    }
  }

  private async close(): Promise<void> {
    await this.stop();
    if (this.backup !== undefined) await this.administer(`DROP DATABASE ${this.backup} WITH (FORCE)`);
    await this.opened?.close();
  }
}
