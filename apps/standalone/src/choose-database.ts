import { administer } from '#database';
import { EnvironmentError, ExplainedError } from '#runtime';
import type { DataDirectory } from './data-directory.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import type { Mode, StandaloneEnvironment } from './standalone.env.js';

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
