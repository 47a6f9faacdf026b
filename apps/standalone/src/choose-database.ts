import { EnvironmentError } from '#runtime';
import type { DataDirectory } from './data-directory/open-data-directory.js';
import { keepPostgres } from './keep-postgres.js';
import { claimDatabase } from './postgres/index.js';
import type { Mode } from './settings/mode.js';
import type { StandaloneEnvironment } from './standalone.env.js';

export interface ChosenDatabase {
  /** With its password: a secret. */
  readonly url: string;
  /** Where an embedded PostgreSQL keeps its data, when that is not in the data directory. */
  readonly elsewhere?: string | undefined;
  stop(): Promise<void>;
}

/**
 * The user's own database, or else one of the embedded PostgreSQL. Demo and real data never share one: the embedded
 * PostgreSQL has one for each, and the user's own is marked when it is first used.
 */
export async function chooseDatabase(
  settings: StandaloneEnvironment,
  mode: Mode,
  data: DataDirectory,
  say: (text: string) => void,
  stopping: AbortSignal,
): Promise<ChosenDatabase> {
  if (settings.DATABASE_URL) {
    await requireFor(mode, settings.DATABASE_URL);
    return { url: settings.DATABASE_URL, stop: () => Promise.resolve() };
  }
  const postgres = await keepPostgres(data, settings.EMBEDDED_POSTGRES_PORT, say, stopping);
  const { elsewhere } = postgres;
  const stop = () => postgres.stop();
  try {
    return { url: await postgres.openDatabase(mode), elsewhere, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function requireFor(mode: Mode, url: string): Promise<void> {
  const found = await claimDatabase(url, mode);
  if (found === mode) return;
  throw refusal(
    mode === 'demo'
      ? 'an empty database in demo mode; this one holds real data. To use it, set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET'
      : 'a database without demo data; this one was used in demo mode',
  );
}

function refusal(expected: string): EnvironmentError {
  return new EnvironmentError([{ name: 'DATABASE_URL', expected }]);
}
