import { z } from 'zod';

/**
 * Network errors, SQLSTATEs of a PostgreSQL that is starting or stopping, has no free connections or disk space, or is
 * read-only, and Prisma's P2028: a transaction did not begin or end in time.
 */
const CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|08...|57P..|53...|25006|P2028)$/;
/** What Prisma's adapter makes of the same. */
const KINDS = /^(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TooManyConnections|TlsConnectionError)$/;
/** What pg says where it has no code: a connection that broke, or an answer that did not come in time. */
const MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

const text = z.string().optional().catch(undefined);
const failure = z.object({
  code: text,
  message: text,
  meta: z
    .object({ driverAdapterError: z.object({ cause: z.object({ kind: text, originalCode: text }) }) })
    .optional()
    .catch(undefined),
});

/** Returns the SQLSTATE of an error that PostgreSQL reported through the driver or through Prisma. */
export function sqlStateOf(error: unknown): string | undefined {
  const { code, meta } = failure.safeParse(error).data ?? {};
  return meta?.driverAdapterError.cause.originalCode ?? code;
}

/** Whether something failed because PostgreSQL cannot be reached, written to, or asked in time; to be tried again later. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message, meta } = failure.safeParse(error).data ?? {};
  const { kind, originalCode } = meta?.driverAdapterError.cause ?? {};
  return (
    [code, originalCode].some((one) => one !== undefined && CODES.test(one)) ||
    KINDS.test(kind ?? '') ||
    MESSAGES.test(message ?? '')
  );
}
