import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { Client as Postgres } from 'pg';
import { type Client, Instance, type OurProcess } from '../support/index.js';

/** An instance that can be backed up and restored: while nothing runs, as from a dump, and with the same secrets. */
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
    if (!this.opened) throw new Error('the stage is set before the first test, not before');
    return this.opened;
  }

  /** A browser at the API, which is started if it does not run; with the session of an earlier one. */
  async browser(earlier?: Client): Promise<Client> {
    this.api ??= await this.instance.startApi();
    const client = this.instance.client(this.api);
    if (earlier) client.shareSession(earlier);
    return client;
  }

  /** Puts the database as it is aside; the API is stopped for it. */
  async backUp(): Promise<void> {
    await this.stop();
    this.backup = `backup_${randomUUID().replaceAll('-', '')}`;
    // Idle connections of the test itself would keep the database from being copied.
    await this.administer(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${this.name}'`,
    );
    await this.administer(`CREATE DATABASE ${this.backup} TEMPLATE ${this.name}`);
  }

  /** Puts the backup in the place of the database. */
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
