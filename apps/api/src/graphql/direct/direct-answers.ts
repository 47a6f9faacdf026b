import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { Request } from 'express';
import type { ExecutionResult } from 'graphql';
import { PinoLogger } from 'nestjs-pino';
import { Authenticator } from '../../auth/authenticator.js';
import { securityHeaders } from '../../security-headers.js';
import { ApiSettings } from '../../settings/api-settings.js';
import type { CompiledOperation, QueryExecutor } from '../execution/query-executor.js';
import { QueryLimits } from '../limits/query-limits.js';
import { OperationMetrics } from '../operation-metrics.js';
import { headersOf } from './answer-head.js';
import { type DirectRequest, isUsual, putBack, readDirectly } from './direct-request.js';

/** What an operation of a program is answered with. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly asked: DirectRequest;
  readonly operation: CompiledOperation;
}

/**
 * The short way from a program's query to its answer, past Express and Apollo, which cost several times what the query
 * does. It is open to operations that came the long way before and were compiled, so that they are known to be valid and
 * within the limits of shape. Who asks and what it costs is looked at as ever, by the same code. Whatever is unusual goes
 * the long way, and so does every error: Express gets the request, Apollo the result that there is, and nothing is done
 * twice.
 */
@Injectable()
export class DirectAnswers {
  private readonly headers: readonly string[];

  constructor(
    private readonly host: GraphQLSchemaHost,
    private readonly authenticator: Authenticator,
    private readonly limits: QueryLimits,
    private readonly metrics: OperationMetrics,
    private readonly logger: PinoLogger,
    settings: ApiSettings,
  ) {
    // Answers are about one listener, as of now: nobody keeps them.
    this.headers = [...headersOf(securityHeaders(settings)), 'Cache-Control', 'no-store'];
  }

  /** Puts the short way before the listener that a server has, which is the long one. */
  standBefore(server: Server, executor: QueryExecutor): void {
    const [long] = server.listeners('request') as RequestListener[];
    if (!long) throw new Error('the server has no listener yet');
    server.removeListener('request', long);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      // Unknown callers take the long way, which counts them per address.
      if (!isUsual(request) || !this.authenticator.isKnown(request)) return long(request, response);
      whenHere(request, () => {
        const asked = readDirectly(request);
        const operation = asked && executor.find(asked.query, asked.operationName);
        if (operation) return this.answer({ request, response, asked, operation }, executor, long);
        if (asked) putBack(request, asked);
        long(request, response);
      });
    });
  }

  private answer(exchange: Exchange, executor: QueryExecutor, long: RequestListener): void {
    const { request, response, asked } = exchange;
    const begun = performance.now();
    const id = randomUUID();
    const bindings = { req: { id, method: request.method, url: request.url } };
    const answering = this.logger.runInContext(
      async () => {
        const result = await this.execute(exchange, executor);
        if (result && !result.errors) {
          this.send(exchange, id, result);
          this.tell(exchange, performance.now() - begun);
          return;
        }
        if (result) executor.keep(request, result);
        whenEnded(request, () => long(Object.assign(request, { body: asked.body }), response));
      },
      { bindings },
    );
    // As Express would: what goes wrong with one answer ends its connection, and nobody else's.
    answering.catch((error: unknown) => {
      this.logger.error({ err: error, ...bindings }, 'an answer could not be sent');
      response.destroy();
    });
  }

  /** Null: it was refused, or cannot be executed like this. The long way comes to the same, and says why. */
  private async execute(
    { request, asked, operation }: Exchange,
    executor: QueryExecutor,
  ): Promise<ExecutionResult | null> {
    // Of a program's request nothing is looked at but what Node itself gives.
    const context = { req: request as Request };
    const { schema } = this.host;
    try {
      await this.limits.charge({ ...operation, schema, variables: asked.variables, request: context.req });
      return await executor.run(operation, context, asked.variables);
    } catch {
      return null;
    }
  }

  private send({ response, asked }: Exchange, id: string, result: ExecutionResult): void {
    const text = `${JSON.stringify(result)}\n`;
    const bytes = Buffer.byteLength(text);
    const own = ['Content-Type', asked.mediaType, 'Content-Length', String(bytes)];
    // ASCII is the same in Latin-1, for which Node needs no memory besides: it allows for three bytes a letter in UTF-8.
    const encoding = bytes === text.length ? 'latin1' : 'utf8';
    response.writeHead(200, [...this.headers, 'X-Request-Id', id, ...own]).end(text, encoding);
  }

  private tell({ request, response, operation }: Exchange, took: number): void {
    this.metrics.answeredDirectly(operation.operation, 'caller' in request, took / 1_000);
    const res = { statusCode: response.statusCode, headersSent: true };
    this.logger.info({ res, responseTime: Math.round(took) }, 'request completed');
  }
}

/** Most bodies come with the head, and are there as soon as the event that announces it is over. */
function whenHere(request: IncomingMessage, then: () => void): void {
  process.nextTick(() => {
    if (request.readableLength > 0) then();
    else request.once('readable', then);
  });
}

/** Express takes a body for read once the request has ended, which may be a moment after its last byte was read. */
function whenEnded(request: IncomingMessage, then: () => void): void {
  if (request.readableEnded) then();
  else request.once('end', then).resume();
}
