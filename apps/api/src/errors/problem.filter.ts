import { isDatabaseAway } from '#database';
import { isSpotifyFailure } from '#spotify';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Problem, renderProblem } from '../pages/problem.js';
import { ApiSettings } from '../settings/api-settings.js';
import { isPublicError, toGraphQLError, toProblem } from './error-answer.js';
import { OTHER_ERRORS } from './error-table.js';

/** When to try again while the database is away, in seconds: a restart of PostgreSQL takes about that long. */
const DATABASE_RETRY_SECONDS = 5;

/**
 * The one mapper from errors to answers outside GraphQL: a page for people, JSON for programs. What nobody foresaw
 * becomes a fixed text with the request's id, which the log has too.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly settings: ApiSettings) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // GraphQL has a mapper of its own.
    if (host.getType<string>() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent || response.destroyed) return void response.destroy();
    const problem = this.problem(error, String(request.id));
    response.set(headersOf(error, problem.status));
    if (wantsPage(request)) renderProblem(response, problem);
    // Some browsers cache a 404, and the next visitor of this browser may get another response.
    else response.status(problem.status).set('Cache-Control', 'no-store').json(this.body(error, problem));
  }

  private problem(error: unknown, correlationId: string): Problem {
    if (isPublicError(error)) {
      if (isSpotifyFailure(error)) this.logger.warn({ err: error }, 'Spotify stood in the way of a page');
      return toProblem(error);
    }
    if (isDatabaseAway(error)) {
      this.logger.error({ err: error, correlationId }, 'the database does not answer');
      const { status, title, remedy } = OTHER_ERRORS.DATABASE_UNAVAILABLE;
      return { status, title, explanation: remedy(), correlationId };
    }
    const status = statusOf(error);
    if (status === 404) {
      const { title, remedy } = OTHER_ERRORS.PAGE_NOT_FOUND;
      return { status, title, explanation: remedy() };
    }
    if (status < 500) {
      const { title } = OTHER_ERRORS.BAD_REQUEST;
      return { status, title, explanation: error instanceof Error ? error.message : '' };
    }
    // An HttpException is thrown on purpose, such as by who asks whether this process is ready.
    if (!(error instanceof HttpException))
      this.logger.error({ err: error, correlationId }, 'a request failed unexpectedly');
    const { title, remedy } = OTHER_ERRORS.INTERNAL;
    return { status, title, explanation: remedy(), correlationId };
  }

  /** The shape of a GraphQL answer, which is what most programs here can read. */
  private body(error: unknown, { status, correlationId }: Problem): object {
    if (isPublicError(error)) return { errors: [toGraphQLError(error, this.settings.reconnectUrl)] };
    const answer = error instanceof HttpException ? error.getResponse() : null;
    if (typeof answer === 'object' && answer !== null && status === 503) return answer;
    const { PAGE_NOT_FOUND, BAD_REQUEST, INTERNAL } = OTHER_ERRORS;
    const { code } = status === 404 ? PAGE_NOT_FOUND : status < 500 ? BAD_REQUEST : INTERNAL;
    const message = status < 500 && error instanceof Error ? error.message : INTERNAL.title;
    return { errors: [{ message, extensions: { code, ...(correlationId ? { correlationId } : {}) } }] };
  }
}

/** Sign-in is always for a person in front of a browser; elsewhere the request says what it wants. */
function wantsPage(request: Request): boolean {
  return request.path.startsWith('/auth/') || (request.headers.accept?.includes('text/html') ?? false);
}

/** Middleware throws errors with a status of their own, such as a body that is too large. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'status' in error ? Number(error.status) : Number.NaN;
  return status >= 400 && status < 500 ? status : 500;
}

/** The headers that belong to an error: when to try again, and how to authenticate. */
function headersOf(error: unknown, status: number): Record<string, string> {
  const retryAfter = isPublicError(error)
    ? toGraphQLError(error, '').extensions['retryAfterSeconds']
    : undefined;
  if (typeof retryAfter === 'number') return { 'Retry-After': String(retryAfter) };
  if (isDatabaseAway(error)) return { 'Retry-After': String(DATABASE_RETRY_SECONDS) };
  // What has not arrived of such a request will not be waited for.
  if (status === 408) return { Connection: 'close' };
  return status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
}
