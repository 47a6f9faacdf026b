import { isNativeError } from 'node:util/types';
import { DatabaseUnreachableError, DatabaseUnsuitableError } from '../errors.js';
import { CONNECT_TIMEOUT_MS, shownAddress } from './connection-config.js';

/** Explains a failure to operators: why it happened, and what to do. */
interface Explanation {
  /**
   * Matches the error's code (a SQLSTATE or Node's), its code and system call (`ENOENT connect`), its message, or
   * PostgreSQL's severity.
   */
  readonly when: RegExp;
  /** Defaults to the failure's own message. */
  readonly reason?: string;
  readonly remedy: string;
  /** The connection works, but the role, a standby or a full disk keeps Headliner from using the database. */
  readonly isUnsuitable?: true;
  /** Applies only while connecting: a statement that fails with the same code has another cause. */
  readonly onlyWhileConnecting?: true;
}

const TLS_REMEDY =
  "Set sslrootcert=<file> in DATABASE_URL to the server's CA certificate, or skip verification with sslmode=no-verify.";
const NO_ANSWER_REMEDY = 'Check host and port in DATABASE_URL, and the firewalls in between.';

const EXPLANATIONS: readonly Explanation[] = [
  {
    when: /^ECONNREFUSED$/,
    reason: 'nothing listens there',
    remedy: 'Start PostgreSQL, or correct host and port in DATABASE_URL.',
  },
  {
    when: /^(ENOTFOUND|EAI_AGAIN)$/,
    reason: 'its host name cannot be resolved',
    remedy: 'Correct the host in DATABASE_URL, or check DNS.',
  },
  { when: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, remedy: NO_ANSWER_REMEDY },
  {
    when: /^timeout expired$/,
    reason: `it did not answer within ${CONNECT_TIMEOUT_MS / 1_000} s`,
    remedy: NO_ANSWER_REMEDY,
  },
  {
    when: /^ENOENT connect$/,
    reason: 'the socket does not exist',
    remedy: 'Give the directory of the socket as host in DATABASE_URL, such as ?host=/var/run/postgresql.',
  },
  {
    when: /^EACCES connect$/,
    reason: 'this user may not use the socket',
    remedy: 'Run as a user who may enter its directory, or connect by TCP.',
  },
  {
    when: /^(ENOENT|EACCES|EISDIR) (open|read)$/,
    onlyWhileConnecting: true,
    remedy: 'Correct sslrootcert, sslcert or sslkey in DATABASE_URL.',
  },
  {
    when: /^(ECONNRESET|EPIPE|57P0[0-9]|Connection terminated unexpectedly)$/,
    remedy: 'It may be starting or stopping: try again, and read its log.',
  },
  {
    when: /^28P01$/,
    remedy: 'Correct user and password in DATABASE_URL, or set the password with ALTER ROLE … PASSWORD.',
  },
  {
    when: /^SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be/,
    reason: 'it asks for a password',
    remedy: 'Give one in DATABASE_URL.',
  },
  {
    when: /^28000$/,
    remedy:
      'Correct the user in DATABASE_URL, or allow the connection in pg_hba.conf. If it says "no encryption", add sslmode=verify-full.',
  },
  {
    when: /^3D000$/,
    remedy: "Correct DATABASE_URL, or create the database: CREATE DATABASE … OWNER … ENCODING 'UTF8'.",
  },
  {
    when: /^53300$/,
    remedy:
      'Raise max_connections or the CONNECTION LIMIT of the role, or lower DATABASE_POOL_SIZE of the processes.',
  },
  {
    when: /unsupported startup parameter/,
    remedy:
      'PgBouncer rejects the session settings: set ignore_startup_parameters = options in pgbouncer.ini, or connect to PostgreSQL directly (docs/operating/database.md).',
  },
  { when: /^DEPTH_ZERO_SELF_SIGNED_CERT$/, reason: 'its certificate is self-signed', remedy: TLS_REMEDY },
  {
    when: /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/,
    reason: 'the authority of its certificate is unknown',
    remedy: TLS_REMEDY,
  },
  {
    when: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    remedy:
      'Connect by a host name that its certificate contains, or skip verification with sslmode=no-verify.',
  },
  {
    when: /^CERT_HAS_EXPIRED$/,
    remedy:
      "Renew the server's certificate or that of its authority, also in the file of sslrootcert, or correct the clock of this machine.",
  },
  {
    when: /^CERT_NOT_YET_VALID$/,
    remedy: "Correct the clock of this machine, or replace the server's certificate.",
  },
  { when: /^CERT_\w+$/, remedy: TLS_REMEDY },
  {
    when: /^ERR_OSSL_\w+$/,
    onlyWhileConnecting: true,
    remedy: 'Correct sslrootcert, sslcert or sslkey in DATABASE_URL.',
  },
  {
    when: /^The server does not support SSL connections$/,
    reason: 'it does not speak TLS',
    remedy: 'Turn on TLS in PostgreSQL (ssl = on), or remove sslmode from DATABASE_URL.',
  },
  {
    when: /^(42704|22023)$/,
    onlyWhileConnecting: true,
    remedy: 'Correct the options in DATABASE_URL.',
  },
  {
    when: /^42501$/,
    remedy:
      "Connect as the role that owns Headliner's tables, or grant this one what docs/operating/database.md lists.",
    isUnsuitable: true,
  },
  {
    when: /^25006$/,
    reason: 'it is read-only',
    remedy: 'Point DATABASE_URL at the primary server.',
    isUnsuitable: true,
  },
  { when: /^53100$/, remedy: 'Free space on the disk of PostgreSQL.', isUnsuitable: true },
  // PostgreSQL rejects or ends the connection for any other reason.
  { when: /^FATAL$/, remedy: "Check DATABASE_URL against this message; PostgreSQL's log may say more." },
];

/**
 * Turns a known connection failure into an explained error with its cause. Returns other failures unchanged.
 *
 * @param isConnected whether the connection had been made when it failed
 */
export function explainFailure(error: unknown, databaseUrl: string, isConnected: boolean): unknown {
  if (!isNativeError(error) || 'explained' in error) return error;
  // Node tries every address of a host name and collects the errors.
  const first = error instanceof AggregateError && isNativeError(error.errors[0]) ? error.errors[0] : error;
  const { code, syscall, severity } = first as NodeJS.ErrnoException & { readonly severity?: string };
  const texts = [code, `${code} ${syscall}`, first.message, severity].filter((text) => text !== undefined);
  const explanation = EXPLANATIONS.find(
    ({ when, onlyWhileConnecting }) =>
      !(onlyWhileConnecting && isConnected) && texts.some((text) => when.test(text)),
  );
  if (!explanation) return error;
  const { reason = first.message, remedy, isUnsuitable } = explanation;
  const address = shownAddress(databaseUrl);
  return isUnsuitable
    ? new DatabaseUnsuitableError(address, reason, remedy, { cause: error })
    : new DatabaseUnreachableError(address, reason, remedy, error);
}
