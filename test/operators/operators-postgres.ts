import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { databaseEnv, migrateOrCreate } from '#database';
import { readEnvironment } from '#runtime';
import { type RunningPostgres, startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { buildOnce } from '../support/build-once.js';
import { freePort } from '../support/free-port.js';
import { type RunningCommand, startCommand } from '../support/command.js';
import { noteProcess, runDirectory } from '../support/index.js';
import { SharedPostgres } from '../support/shared-postgres.js';

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
    return new OperatorsPostgres(directory, await start(directory, await freePort()));
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
