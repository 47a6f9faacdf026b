import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type LoggerOptions, destination, levels } from 'pino';
import { z } from 'zod';

/**
 * Writes structured logs to standard output, one JSON line each, which `readLogLine` reads. A request's line has its method,
 * path and status only: query strings, headers and bodies contain secrets.
 */
export function loggingModule(processName: string, level: LogLevel): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      ...logOptions(processName, level),
      stream: logStream(),
      genReqId: (_request: IncomingMessage, response: ServerResponse) => {
        const id = randomUUID();
        response.setHeader('x-request-id', id);
        return id;
      },
      // Probes and scrapes come every few seconds and would hide other requests.
      autoLogging: { ignore: (request) => /^\/(health\/|metrics$)/.test(pathOf(request.url)) },
    },
  });
}

/** Options of pino: one format for all processes. */
export function logOptions(processName: string, level: LogLevel): LoggerOptions {
  return {
    level,
    base: { process: processName },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: pathOf(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      err: withoutRows,
    },
  };
}

/** The token of a share, which works like a password: where links have it, and as text of its length in a mistyped link. */
const SHARE_TOKEN = /(?<=\/s\/+)[^/]+|[\da-z]{27,}/gi;

/** Returns the path of a URL without the token of a share. */
function pathOf(url: string | undefined): string {
  return url?.split('?', 1)[0]?.replaceAll(SHARE_TOKEN, '…') ?? '';
}

/** Lines up to level info are buffered until there are this many bytes, or for this time. */
const BUFFER_BYTES = 4_096;
const BUFFER_MS = 50;
/** While nothing can be written, lines wait up to this size; newer ones are dropped. */
const MAX_WAITING_BYTES = 2 ** 20;

/** A stream for pino, which sets `lastLevel` before it writes a line. */
export interface LogStream {
  lastLevel: number;
  write(line: string): void;
}

/**
 * Writes to standard output with a buffer, because a system call per request costs a tenth of the request's CPU. Warnings and
 * errors are written at once, with what is in the buffer, and so is the rest at the end of the process. Nothing waits for the
 * disk to be synchronized, since all requests would. While the disk is full, the process goes on and the lines wait.
 */
export function logStream(): LogStream {
  const output = destination({
    fd: 1,
    sync: true,
    minLength: BUFFER_BYTES,
    maxLength: MAX_WAITING_BYTES,
  });
  let failed = false;
  const flush = (): void => {
    const wasFailed = failed;
    failed = false;
    output.flush();
    // After a failure, the first flush writes what failed, and the second the lines that came later.
    if (wasFailed && !failed) output.flush();
  };
  let timer: NodeJS.Timeout | undefined;
  // Only while lines wait: pino's `periodicFlush` wakes an idle process 20 times a second.
  const flushSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush();
    }, BUFFER_MS).unref();
  };
  // Lines that cannot be written are tried again. Without a listener the error would end the process.
  output.on('error', () => {
    failed = true;
    flushSoon();
  });
  // Not `flushSync`, which tries for ever if the disk is full.
  process.once('exit', flush);
  return Object.assign(
    {
      lastLevel: 0,
      write(this: LogStream, line: string) {
        output.write(line);
        if (this.lastLevel > (levels.values['info'] ?? 0)) flush();
        else flushSoon();
      },
    },
    { [Symbol.for('pino.metadata')]: true },
  );
}

/** Fields of PostgreSQL's errors that quote rows and statements, which contain names and ciphertexts. */
const QUOTING_FIELDS = new Set(['detail', 'where', 'hint', 'internalQuery']);

/** Removes the fields in which PostgreSQL quotes rows from a serialized error. Code, table and constraint remain. */
export function withoutRows<E extends object>(error: E): Partial<E> {
  // Only errors of PostgreSQL have a severity, also inside errors of Prisma.
  const isPostgres = 'severity' in error;
  const fields = Object.entries(error).filter(([name]) => !isPostgres || !QUOTING_FIELDS.has(name));
  return Object.fromEntries(fields.map(([name, value]) => [name, clean(value)])) as Partial<E>;
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  return isObject(value) ? withoutRows(value) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

/** The log levels, least severe first. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

const logLine = z.object({
  level: z.enum(LOG_LEVELS),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
});

/** The fields of a log line that other Headliner processes read. */
export type LogLine = z.output<typeof logLine>;

/** Parses a line of output; undefined if it is not a log line. */
export function readLogLine(text: string): LogLine | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return logLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const LEVELS = [...LOG_LEVELS, 'silent'] as const;

/** The setting for the least severe level that a process logs. */
export const loggingEnv = z.object({
  LOG_LEVEL: z.enum(LEVELS, `one of ${LEVELS.join(', ')}`).default('info'),
});

export type LogLevel = z.output<typeof loggingEnv>['LOG_LEVEL'];
