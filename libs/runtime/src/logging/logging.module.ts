import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { LoggerOptions } from 'pino';
import { logStream } from './log-stream.js';
import type { LogLevel } from './logging.env.js';
import { withoutRows } from './without-rows.js';

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
