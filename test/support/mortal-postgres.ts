import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDatabase, migrate } from '#database';
import { type RunningPostgres, startPostgres } from '../../apps/standalone/src/postgres/index.js';
import { freePort } from './free-port.js';
import { noteProcess, runDirectory } from './test-run.js';

/** A PostgreSQL for one test file alone, with our database in it, that can be made to die and to come back. */
export class MortalPostgres {
  private constructor(
    private readonly directory: string,
    private server: RunningPostgres,
  ) {}

  static async start(): Promise<MortalPostgres> {
    const directory = mkdtempSync(join(runDirectory(), 'mortal-'));
    const postgres = new MortalPostgres(directory, await start(directory, await freePort()));
    await ensureDatabase(postgres.url);
    await migrate({ databaseUrl: postgres.url });
    return postgres;
  }

  get port(): number {
    return this.server.port;
  }

  get url(): string {
    return this.server.url('headliner');
  }

  /** Ends it in the middle of whatever it does. */
  async die(): Promise<void> {
    process.kill(this.server.pid, 'SIGQUIT');
    await this.server.exited;
  }

  /** Starts it again, where it was. */
  async rise(): Promise<void> {
    this.server = await start(this.directory, this.port);
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}

async function start(directory: string, port: number): Promise<RunningPostgres> {
  const postgres = await startPostgres({ directory, port });
  noteProcess(postgres.pid);
  return postgres;
}
