import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type LoggerOptions, destination, levels } from 'pino';
import type { LogLevel } from './log-line.js';

/**
 * Structured logs, one JSON line each, on standard output; `readLogLine` reads them.
 *
 * A request is logged by method, path and status alone: queries carry authorization codes, headers carry cookies
 * and tokens, bodies carry whatever people write, and none of it belongs in a log.
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
      // Machines that look every few seconds would drown everybody else.
      autoLogging: { ignore: (request) => /^\/(health\/|metrics$)/.test(pathOf(request.url)) },
    },
  });
}

/** How a line of the log is written. */
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

function pathOf(url: string | undefined): string {
  return url?.split('?', 1)[0] ?? '';
}

/** Lines of everyday wait for others to be written with: so many bytes of them, or so long, in milliseconds. */
const TOGETHER_BYTES = 4_096;
const TOGETHER_MS = 50;

/** A stream for pino, which tells it the level of each line beforehand. */
export interface LogStream {
  lastLevel: number;
  write(line: string): void;
}

/**
 * Standard output, to which a system call for every request would cost a tenth of what the request does. Warnings and
 * errors are written at once, and what was held back with them; all of it when the process exits.
 */
export function logStream(): LogStream {
  const output = destination({ fd: 1, sync: true, minLength: TOGETHER_BYTES, periodicFlush: TOGETHER_MS });
  process.once('exit', () => output.flushSync());
  return Object.assign(
    {
      lastLevel: 0,
      write(this: LogStream, line: string) {
        output.write(line);
        if (this.lastLevel > (levels.values['info'] ?? 0)) output.flushSync();
      },
    },
    { [Symbol.for('pino.metadata')]: true },
  );
}

/** Where PostgreSQL quotes from the rows and statements that an error is about: names and ciphertexts among the values. */
const QUOTING = new Set(['detail', 'where', 'hint', 'internalQuery']);

/**
 * An error as the log is about to tell it, without what PostgreSQL quotes. What is left, such as the code, the table and
 * the constraint, says where to look.
 */
export function withoutRows<Told extends object>(told: Told): Partial<Told> {
  // Only its errors have a severity, also where Prisma hands them on.
  const quotes = 'severity' in told;
  const kept = Object.entries(told).filter(([name]) => !quotes || !QUOTING.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, cleaned(value)])) as Partial<Told>;
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutRows(value) : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}
