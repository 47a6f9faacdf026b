import { z } from 'zod';

/**
 * Network errors; SQLSTATEs of a server that starts, stops, is read-only, or lacks connections or disk space; and
 * Prisma's P2028, a transaction that did not begin or end in time.
 */
const UNAVAILABLE_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|08...|57P..|53...|25006|P2028)$/;
/** Prisma's names for the same failures. */
const UNAVAILABLE_KINDS =
  /^(ConnectionClosed|DatabaseNotReachable|SocketTimeout|TooManyConnections|TlsConnectionError)$/;
/** Messages of pg's errors without a code: a broken connection, or no answer in time. */
const UNAVAILABLE_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

const optionalText = z.string().optional().catch(undefined);
const failure = z.object({
  code: optionalText,
  message: optionalText,
  meta: z
    .object({
      driverAdapterError: z.object({ cause: z.object({ kind: optionalText, originalCode: optionalText }) }),
    })
    .optional()
    .catch(undefined),
});

/** Returns the SQLSTATE of an error from PostgreSQL, also through Prisma, or the `code` of another error. */
export function sqlStateOf(error: unknown): string | undefined {
  const { code, meta } = failure.safeParse(error).data ?? {};
  return meta?.driverAdapterError.cause.originalCode ?? code;
}

/** Whether an error means that PostgreSQL cannot be reached or written to, or did not answer in time. Worth a retry. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { code, message, meta } = failure.safeParse(error).data ?? {};
  const { kind, originalCode } = meta?.driverAdapterError.cause ?? {};
  return (
    UNAVAILABLE_CODES.test(code ?? '') ||
    UNAVAILABLE_CODES.test(originalCode ?? '') ||
    UNAVAILABLE_KINDS.test(kind ?? '') ||
    UNAVAILABLE_MESSAGES.test(message ?? '')
  );
}
