/** The time limit for opening a connection, in milliseconds. */
export const CONNECT_TIMEOUT_MS = 10_000;

/** TLS modes that pg treats as `verify-full`, with a warning that a later release may not. */
const VERIFIED = /^(prefer|require|verify-ca)$/;

/** Session settings that the SQL relies on. They override those of the server, the database and the role. */
const SESSION = {
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  // Otherwise PostgreSQL plans statements on arrays every time, which takes longer than most of them run.
  plan_cache_mode: 'force_generic_plan',
} as const;

/** What a connection is for: its name in PostgreSQL and the limits of its statements. */
export interface ConnectionPurpose {
  /** Shown in `pg_stat_activity`, unless `DATABASE_URL` has an `application_name` of its own. */
  readonly applicationName: string;
  /** In PostgreSQL's format, such as `5s`. Defaults to `0`, no limit. */
  readonly statementTimeout?: string;
  readonly lockTimeout?: string;
}

/** The purpose of migrations. They wait for a lock for at most 3 s, because other statements queue up behind them. */
export const MIGRATING: ConnectionPurpose = { applicationName: 'headliner-migrate', lockTimeout: '3s' };

/** The options that `pg` connects with. */
export interface ConnectionConfig {
  readonly connectionString: string;
  readonly application_name: string;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
}

/** Returns the settings that a connection for `purpose` starts with, by name. */
export function sessionSettings(databaseUrl: string, purpose: ConnectionPurpose): Record<string, string> {
  return {
    ...SESSION,
    search_path: schemaOf(databaseUrl),
    statement_timeout: purpose.statementTimeout ?? '0',
    lock_timeout: purpose.lockTimeout ?? '0',
  };
}

/**
 * Returns the options for `pg`. Session settings travel in the startup packet and need no statement. A pooler rejects
 * them, or is configured to ignore them, which `checkServer` detects.
 */
export function connectionConfig(databaseUrl: string, purpose: ConnectionPurpose): ConnectionConfig {
  const address = parseAddress(databaseUrl);
  const given = address.searchParams.get('options') ?? '';
  const own = Object.entries(sessionSettings(databaseUrl, purpose)).map(
    ([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`,
  );
  address.searchParams.set('options', [given, ...own].join(' ').trim());
  const tls = address.searchParams.get('sslmode') ?? '';
  if (VERIFIED.test(tls) && !address.searchParams.has('uselibpqcompat')) {
    address.searchParams.set('sslmode', 'verify-full');
  }
  return {
    connectionString: address.href,
    application_name: purpose.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

/** Returns the schema of the tables: `?schema=` of the URL, as in Prisma. Defaults to `public`. */
export function schemaOf(databaseUrl: string): string {
  return parseAddress(databaseUrl).searchParams.get('schema') ?? 'public';
}

/** Returns the schema of the queue's tables. Each schema of tables has its own. */
export function queueSchemaOf(schema: string): string {
  return schema === 'public' ? 'pgboss' : `${schema}_pgboss`;
}

/** Returns the URL of another database on the same server. */
export function addressOf(databaseUrl: string, database: string): string {
  const address = parseAddress(databaseUrl);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}

/** Returns the name of the database in a URL. */
export function databaseName(databaseUrl: string): string {
  return decodeURIComponent(parseAddress(databaseUrl).pathname.slice(1));
}

/** Returns a URL's host and database, without user, password and options. */
export function shownAddress(databaseUrl: string): string {
  const { host, pathname, searchParams } = parseAddress(databaseUrl);
  return `${searchParams.get('host') ?? decodeURIComponent(host)}${pathname}`;
}

/** Parses a URL. The error of `new URL` would contain the password. */
function parseAddress(databaseUrl: string): URL {
  const address = URL.parse(databaseUrl);
  if (!address) throw new Error('DATABASE_URL is not a valid URL.');
  return address;
}
