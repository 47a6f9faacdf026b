import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { EnvironmentError, listeningProblem } from '#runtime';
import type { DataDirectory } from './data-directory.js';
import { LogFile } from './log-file.js';
import { PortTakenError, prepareDatabase, type RunningPostgres, startPostgres } from './postgres/index.js';
import type { Mode } from './standalone.env.js';
import { supervise, type Supervisor } from './supervise.js';

export interface EmbeddedPostgres extends Supervisor {
  /** The location of its data if it is outside of the data directory. */
  readonly outsideLocation: string | undefined;
  /** Creates the database of a mode if it is missing. Returns its address for an ordinary role: a secret. */
  openDatabase(mode: Mode): Promise<string>;
}

/** Demo and real data never share a database. */
const DATABASES: Readonly<Record<Mode, string>> = { demo: 'headliner_demo', real: 'headliner' };

const TRIM_EVERY_MS = 60_000;

/**
 * Runs the embedded PostgreSQL in the data directory. A restart does not change its address.
 *
 * @throws {EnvironmentError} if its port is in use
 */
export async function startEmbeddedPostgres(
  data: DataDirectory,
  port: number,
  print: (text: string) => void,
  stopping: AbortSignal,
): Promise<EmbeddedPostgres> {
  const log = new LogFile(data.resolve('logs', 'postgres.log'), print);
  const trimming = setInterval(() => log.trim(), TRIM_EVERY_MS).unref();
  let latest: RunningPostgres | undefined;
  const start = async () => {
    const running = await startPostgres({ directory: data.path, port, logFile: log.path });
    latest = running;
    // If this process exits without stopping PostgreSQL, PostgreSQL shuts down by itself.
    const interrupt = (): void => void process.kill(running.pid, 'SIGINT');
    process.once('exit', interrupt);
    const exited = running.exited.then(() => {
      process.off('exit', interrupt);
      return 'see its log';
    });
    return { exited, stop: () => running.stop() };
  };
  const supervisor = await supervise({ name: 'PostgreSQL', start, print }, stopping).catch(
    (error: unknown) => {
      throw error instanceof PortTakenError ? portTaken(error) : error;
    },
  );
  const { location, stoppedLeftover } = current();
  if (stoppedLeftover) print('Stopped a PostgreSQL that an earlier start had left running.');
  const outsideLocation = location.startsWith(realpathSync(data.path) + sep) ? undefined : location;
  return {
    outsideLocation,
    openDatabase: (mode) => prepareDatabase(current().url, DATABASES[mode]),
    async stop() {
      await supervisor.stop();
      clearInterval(trimming);
      log.close();
    },
  };

  function current(): RunningPostgres {
    if (!latest) throw new Error('PostgreSQL has not been started.');
    return latest;
  }
}

function portTaken({ port }: PortTakenError): EnvironmentError {
  const address = { port, host: '127.0.0.1', portSetting: 'EMBEDDED_POSTGRES_PORT' };
  const problem = listeningProblem('EADDRINUSE', address);
  return new EnvironmentError(problem ? [problem] : []);
}
