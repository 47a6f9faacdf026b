import pg from 'pg';
import { z } from 'zod';
import { DatabaseUnsuitableError } from '../errors.js';
import {
  connectionConfig,
  type ConnectionPurpose,
  schemaOf,
  sessionSettings,
  shownAddress,
} from './connection-config.js';
import { explainFailure } from './explain-failure.js';
import { queryRows } from './statements.js';

/**
 * Runs `work` on a connection of its own, after `checkServer`.
 *
 * @throws {DatabaseUnreachableError | DatabaseUnsuitableError} the cause is known
 */
export function administer<T>(
  databaseUrl: string,
  purpose: ConnectionPurpose,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  return connect(databaseUrl, purpose, async (client) => {
    await checkServer(client, databaseUrl, purpose);
    return work(client);
  });
}

/** Runs `work` on a connection of its own without checking the server, such as to create the database. */
export async function connect<T>(
  databaseUrl: string,
  purpose: ConnectionPurpose,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  let client: pg.Client | undefined;
  let connected = false;
  try {
    client = new pg.Client(connectionConfig(databaseUrl, purpose));
    // A broken connection fails the current query. Without a listener Node would exit as well.
    client.on('error', () => undefined);
    await client.connect();
    connected = true;
    return await work(client);
  } catch (error) {
    throw explainFailure(error, databaseUrl, connected);
  } finally {
    await client?.end().catch(() => undefined);
  }
}

const MIN_VERSION = 150_000;

/** Values that the SQL works with, for settings that a pooler has dropped. */
const ACCEPTED: Readonly<Record<string, RegExp>> = {
  DateStyle: /^ISO\b/,
  IntervalStyle: /^postgres$/,
  TimeZone: /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu)$/,
  standard_conforming_strings: /^on$/,
  default_transaction_isolation: /^read committed$/,
};

const serverRow = z.object({
  version: z.int(),
  versionName: z.string(),
  encoding: z.string(),
  standby: z.boolean(),
  readOnly: z.boolean(),
  schema: z.string().nullable(),
  role: z.string(),
  settings: z.record(z.string(), z.string()),
});

type Server = z.output<typeof serverRow>;

/**
 * Checks what a connection cannot set itself (version, encoding, write access), and that its session settings are in
 * effect.
 *
 * @throws {DatabaseUnsuitableError}
 */
async function checkServer(
  client: pg.Client,
  databaseUrl: string,
  purpose: ConnectionPurpose,
): Promise<void> {
  const wanted = sessionSettings(databaseUrl, purpose);
  const [server] = await queryRows(
    client,
    serverRow,
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS "versionName",
            current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby,
            current_setting('transaction_read_only') = 'on' AS "readOnly",
            current_schema() AS schema, quote_ident(current_user) AS role,
            (SELECT json_object_agg(name, current_setting(name)) FROM unnest($1::text[]) AS name) AS settings`,
    [Object.keys(wanted)],
  );
  const problem = server && problemOf(server, wanted, schemaOf(databaseUrl));
  if (problem) throw new DatabaseUnsuitableError(shownAddress(databaseUrl), problem.reason, problem.remedy);
}

function problemOf(
  server: Server,
  wanted: Readonly<Record<string, string>>,
  schema: string,
): { reason: string; remedy: string } | undefined {
  const { role } = server;
  if (server.version < MIN_VERSION) {
    return {
      reason: `it is PostgreSQL ${server.versionName}, and Headliner needs 15 or later`,
      remedy: 'Upgrade PostgreSQL.',
    };
  }
  if (server.encoding !== 'UTF8') {
    return {
      reason: `its encoding is ${server.encoding}, which cannot hold every artist's name`,
      remedy: "Create a new database: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
    };
  }
  if (server.standby) {
    return {
      reason: 'it is a read-only standby',
      remedy: 'Point DATABASE_URL at the primary server.',
    };
  }
  if (server.readOnly) {
    return {
      reason: 'default_transaction_read_only is on, and Headliner has to write',
      remedy: `Find out why, then turn it off: ALTER ROLE ${role} SET default_transaction_read_only = off.`,
    };
  }
  const { search_path: path = '', ...settings } = server.settings;
  const wrong = Object.entries(settings).filter(
    ([name, value]) => !isAccepted(name, value, wanted[name] ?? ''),
  );
  const elsewhere = path !== schema && server.schema !== null && server.schema !== schema;
  if (elsewhere) wrong.push(['search_path', path]);
  if (wrong.length === 0) return undefined;
  const altered = wrong.map(([name]) => `ALTER ROLE ${role} SET ${name} = '${wanted[name]}';`);
  return {
    reason: `a pooler drops the session settings: ${wrong.map(([name, value]) => `${name} is ${value}`).join(', ')}`,
    remedy:
      wanted['lock_timeout'] === '0'
        ? `Set them on the role, then restart the pooler: ${altered.join(' ')}`
        : 'Migrate with a DATABASE_URL that points to PostgreSQL itself.',
  };
}

function isAccepted(name: string, value: string, wanted: string): boolean {
  // Any limit will do where one is required.
  if (name === 'statement_timeout') return wanted === '0' || value !== '0';
  if (name === 'lock_timeout') return wanted === '0' || value === wanted;
  return value === wanted || (ACCEPTED[name]?.test(value) ?? true);
}
