import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { administer } from '#database';
import { EnvironmentError, ExplainedError, listeningProblem } from '#runtime';
import type { DataDirectory } from './data-directory.js';
import { LogFile } from './log-file.js';
import { PortTakenError, prepareDatabase, type RunningPostgres, startPostgres } from './postgres/index.js';
import type { Mode, StandaloneEnvironment } from './standalone.env.js';
import { supervise, type Supervisor } from './supervise.js';

export interface ChosenDatabase {
  /** Contains the password: a secret. */
  readonly url: string;
  /** The location of the embedded PostgreSQL's data if it is outside of the data directory. */
  readonly outsideLocation?: string | undefined;
  stop(): Promise<void>;
}

/** The mode of a database, kept in its comment. */
const MARK = /\[Headliner: (demo|real) data\]/;

/**
 * Opens the user's own database, or else one of the embedded PostgreSQL. Demo and real data never share a database: the
 * embedded PostgreSQL has one for each, and the user's own is marked at its first use.
 *
 * @throws {EnvironmentError} if the user's database holds data of the other mode
 */
export async function chooseDatabase(
  settings: StandaloneEnvironment,
  mode: Mode,
  data: DataDirectory,
  print: (text: string) => void,
  stopping: AbortSignal,
): Promise<ChosenDatabase> {
  if (settings.DATABASE_URL) {
    await requireMode(mode, settings.DATABASE_URL);
    return { url: settings.DATABASE_URL, stop: () => Promise.resolve() };
  }
  const postgres = await startEmbeddedPostgres(data, settings.EMBEDDED_POSTGRES_PORT, print, stopping);
  const { outsideLocation } = postgres;
  const stop = () => postgres.stop();
  try {
    return { url: await postgres.openDatabase(mode), outsideLocation, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function requireMode(mode: Mode, url: string): Promise<void> {
  if ((await claimDatabase(url, mode)) === mode) return;
  const expected =
    mode === 'demo'
      ? 'this database holds real data. Set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET, or use an empty database for the demo'
      : 'this database holds demo data. Use another one';
  throw new EnvironmentError([{ name: 'DATABASE_URL', expected }]);
}

/**
 * Marks a database as holding demo or real data, and returns what it holds. An unmarked one with tables counts as
 * real: it may have been used by processes that were not started by `npm start`.
 *
 * @throws {ExplainedError} if the role may not mark it
 */
function claimDatabase(url: string, mode: Mode): Promise<Mode> {
  return administer(url, { applicationName: 'headliner-start' }, async (client) => {
    const { rows } = await client.query<{
      comment: string | null;
      name: string;
      owned: boolean;
      role: string;
      used: boolean;
    }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment, datname AS name,
              pg_has_role(datdba, 'USAGE') AS owned, quote_ident(current_user) AS role,
              EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS used
         FROM pg_database WHERE datname = current_database()`,
    );
    const { comment = null, name = '', owned = false, role = '', used = false } = rows[0] ?? {};
    const marked = MARK.exec(comment ?? '')?.[1];
    if (marked === 'demo' || marked === 'real') return marked;
    if (used) return 'real';
    const database = client.escapeIdentifier(name);
    if (!owned) {
      throw new ExplainedError(
        `The role ${role} must own the database ${database} so that npm start can mark it as demo or real. ` +
          `As a superuser, run: ALTER DATABASE ${database} OWNER TO ${role};`,
      );
    }
    const marking = [comment, `[Headliner: ${mode} data]`].filter(Boolean).join(' ');
    await client.query(`COMMENT ON DATABASE ${database} IS ${client.escapeLiteral(marking)}`);
    return mode;
  });
}

interface EmbeddedPostgres extends Supervisor {
  /** The location of its data if it is outside of the data directory. */
  readonly outsideLocation: string | undefined;
  /** Creates the database of a mode if it is missing. Returns its address for an ordinary role: a secret. */
  openDatabase(mode: Mode): Promise<string>;
}

/** The name of each mode's database. */
const DATABASES: Readonly<Record<Mode, string>> = { demo: 'headliner_demo', real: 'headliner' };

/** How often PostgreSQL's log is cut to its maximum size. */
const TRIM_EVERY_MS = 60_000;

/**
 * Runs the embedded PostgreSQL in the data directory. A restart does not change its address.
 *
 * @throws {EnvironmentError} if its port is in use
 */
async function startEmbeddedPostgres(
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
