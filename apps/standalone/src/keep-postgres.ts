import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { EnvironmentError } from '#runtime';
import type { DataDirectory } from './data-directory/open-data-directory.js';
import { LogFile } from './output/log-file.js';
import {
  clearAbandoned,
  databasesIn,
  ownedDatabase,
  PortTakenError,
  recordOwner,
  startPostgres,
  type RunningPostgres,
} from './postgres/index.js';
import { keepRunning, type Kept } from './processes/keep-running.js';
import type { Mode } from './settings/mode.js';

export interface KeptPostgres extends Kept {
  /** Where its data lies, when that is not in the data directory. */
  readonly elsewhere: string | undefined;
  /** Makes the database of a mode where it is missing. Returns its address, for an ordinary role: a secret. */
  openDatabase(mode: Mode): Promise<string>;
}

/** Demo and real data never share a database. */
const DATABASES: Readonly<Record<Mode, string>> = { demo: 'headliner_demo', real: 'headliner' };
/** What can be made again: whatever other databases there are holds data of people. */
const WITHOUT_REAL_DATA = new Set([DATABASES.demo, 'postgres', 'template0', 'template1']);

const TRIM_EVERY_MS = 60_000;

/** Keeps the embedded PostgreSQL running in the data directory. Its address stays the same when it is restarted. */
export async function keepPostgres(
  data: DataDirectory,
  port: number,
  say: (text: string) => void,
  stopping: AbortSignal,
): Promise<KeptPostgres> {
  const log = new LogFile(data.within('logs', 'postgres.log'), say);
  const trimming = setInterval(() => log.trim(), TRIM_EVERY_MS).unref();
  let latest: RunningPostgres | undefined;
  clearAbandoned(say);
  const start = async () => {
    const running = await startPostgres({ directory: data.path, port, logFile: log.path });
    latest = running;
    // Should we end without stopping it: a PostgreSQL that is asked to end does so by itself.
    const stopWithUs = (): void => void process.kill(running.pid, 'SIGINT');
    process.once('exit', stopWithUs);
    const ended = running.ended.then(() => {
      process.off('exit', stopWithUs);
      return 'see its log';
    });
    return { ended, stop: () => running.stop() };
  };
  const kept = await keepRunning({ name: 'PostgreSQL', start, say }, stopping).catch((error: unknown) => {
    throw error instanceof PortTakenError ? explain(error) : error;
  });
  const { place, tookOver } = current();
  if (tookOver) say('A PostgreSQL that an earlier start had left running was stopped first.');
  const elsewhere = place.startsWith(realpathSync(data.path) + sep) ? undefined : place;
  return {
    elsewhere,
    async openDatabase(mode) {
      const { url } = current();
      if (elsewhere) {
        const names = [...(await databasesIn(url)), DATABASES[mode]];
        const holdsRealData = names.some((name) => !WITHOUT_REAL_DATA.has(name));
        recordOwner(elsewhere, data.path, holdsRealData);
      }
      return ownedDatabase(url, DATABASES[mode]);
    },
    async stop() {
      await kept.stop();
      clearInterval(trimming);
      log.close();
    },
  };

  function current(): RunningPostgres {
    if (!latest) throw new Error('PostgreSQL has not been started.');
    return latest;
  }
}

function explain({ port }: PortTakenError): EnvironmentError {
  const expected = `a port that is free; ${port} on 127.0.0.1 is taken already`;
  return new EnvironmentError([{ name: 'EMBEDDED_POSTGRES_PORT', expected }]);
}
