/** How long a connection may take to be made, in milliseconds. */
const CONNECT_WITHIN_MS = 10_000;

/** TLS modes that pg takes for `verify-full`, with a warning that another release of it may not. */
const CHECKED = /^(prefer|require|verify-ca)$/;

/** Settings of a session that our SQL relies on, whatever the server, the database or the role set. */
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
  // PostgreSQL plans statements about arrays again each time otherwise, which takes longer than most of them run.
  plan_cache_mode: 'force_generic_plan',
} as const;

/** Who opens a connection, and how long its statements may run and wait for locks. */
export interface ConnectionPurpose {
  /** Shown in `pg_stat_activity`, unless `DATABASE_URL` has an `application_name` of its own. */
  readonly applicationName: string;
  /** As PostgreSQL writes it, such as `5s`; `0` is without a limit, which is the default. */
  readonly statementTimeout?: string;
  readonly lockTimeout?: string;
}

/** A statement of a migration waits for a lock for 3 s at most: those of the serving processes queue up behind it. */
export const MIGRATING: ConnectionPurpose = { applicationName: 'headliner-migrate', lockTimeout: '3s' };

/** What `pg` needs to connect. */
export interface ConnectionConfig {
  readonly connectionString: string;
  readonly application_name: string;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
}

/** The settings with which a connection for `purpose` starts, by name. */
export function sessionSettings(databaseUrl: string, purpose: ConnectionPurpose): Record<string, string> {
  return {
    ...SESSION,
    search_path: schemaOf(databaseUrl),
    statement_timeout: purpose.statementTimeout ?? '0',
    lock_timeout: purpose.lockTimeout ?? '0',
  };
}

/**
 * Returns how `pg` connects. Session settings are sent in the startup packet, so they need no extra statement. A pooler
 * rejects them, or is configured to ignore them, which `checkServer` detects.
 */
export function connectionConfig(databaseUrl: string, purpose: ConnectionPurpose): ConnectionConfig {
  const address = parseAddress(databaseUrl);
  const given = address.searchParams.get('options') ?? '';
  const ours = Object.entries(sessionSettings(databaseUrl, purpose)).map(
    ([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`,
  );
  address.searchParams.set('options', [given, ...ours].join(' ').trim());
  const tls = address.searchParams.get('sslmode') ?? '';
  if (CHECKED.test(tls) && !address.searchParams.has('uselibpqcompat')) {
    address.searchParams.set('sslmode', 'verify-full');
  }
  return {
    connectionString: address.href,
    application_name: purpose.applicationName,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
  };
}

/** The schema of our tables: `?schema=` of the address, as Prisma has it; by default `public`. */
export function schemaOf(databaseUrl: string): string {
  return parseAddress(databaseUrl).searchParams.get('schema') ?? 'public';
}

/** The schema of the queue's tables: `pgboss`; beside another schema than `public` one of its own. */
export function queueSchemaOf(schema: string): string {
  return schema === 'public' ? 'pgboss' : `${schema}_pgboss`;
}

/** The address of another database on the same server. */
export function addressOf(databaseUrl: string, database: string): string {
  const address = parseAddress(databaseUrl);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.href;
}

/** The name of the database that an address leads to. */
export function databaseName(databaseUrl: string): string {
  return decodeURIComponent(parseAddress(databaseUrl).pathname.slice(1));
}

/** An address as it may be shown: without user, password and options. */
export function shownAddress(databaseUrl: string): string {
  const { host, pathname, searchParams } = parseAddress(databaseUrl);
  return `${searchParams.get('host') ?? decodeURIComponent(host)}${pathname}`;
}

/** URL's own error would carry the whole address, password included. */
function parseAddress(databaseUrl: string): URL {
  const address = URL.parse(databaseUrl);
  if (!address) throw new Error("The database's address is not a valid URL.");
  return address;
}
