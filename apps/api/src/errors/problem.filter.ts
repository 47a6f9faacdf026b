import { isDatabaseUnavailable } from '#database';
import { isSpotifyFailure } from '#spotify';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type Problem, renderProblem } from '../pages/pages.js';
import { ApiSettings } from '../settings/api-settings.js';
import { isPublicError, toGraphQLError, toProblem } from './public-error.js';
import { OTHER_ERRORS } from './error-table.js';

/** `Retry-After` while the database is away, in seconds: PostgreSQL restarts in about that time. */
const DATABASE_RETRY_SECONDS = 5;

/**
 * Answers errors of every route but `/graphql`: with a page for people, with JSON for programs. An unexpected error
 * becomes a fixed text with the id of the request, which the log has too.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(private readonly settings: ApiSettings) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Apollo's `formatError` handles errors of resolvers.
    if (host.getType<string>() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent || response.destroyed) return void response.destroy();
    const problem = this.problem(error, String(request.id));
    response.set(headersFor(error, problem.status));
    if (wantsPage(request)) renderProblem(response, problem);
    // Some browsers cache a 404 for the next person who uses them.
    else response.status(problem.status).set('Cache-Control', 'no-store').json(this.body(error, problem));
  }

  private problem(error: unknown, correlationId: string): Problem {
    if (isPublicError(error)) {
      if (isSpotifyFailure(error)) this.logger.warn({ err: error }, 'Spotify failed a request for a page');
      return toProblem(error);
    }
    const { DATABASE_UNAVAILABLE, PAGE_NOT_FOUND, BAD_REQUEST, INTERNAL } = OTHER_ERRORS;
    if (isDatabaseUnavailable(error)) {
      this.logger.error({ err: error, correlationId }, 'the database is not available');
      const { status, title, remedy } = DATABASE_UNAVAILABLE;
      return { status, title, explanation: remedy, correlationId };
    }
    const status = statusOf(error);
    if (status === 404) return { status, title: PAGE_NOT_FOUND.title, explanation: PAGE_NOT_FOUND.remedy };
    if (status < 500) {
      const explanation = error instanceof Error ? error.message : '';
      return { status, title: BAD_REQUEST.title, explanation };
    }
    // An HttpException is thrown on purpose, such as by the readiness check.
    if (!(error instanceof HttpException))
      this.logger.error({ err: error, correlationId }, 'a request failed unexpectedly');
    return { status, title: INTERNAL.title, explanation: INTERNAL.remedy, correlationId };
  }

  /** The errors in the shape of a GraphQL response, which clients of this API can read. */
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

/** Whether a person in front of a browser waits for the answer, as always at sign-in. */
function wantsPage(request: Request): boolean {
  return request.path.startsWith('/auth/') || (request.headers.accept?.includes('text/html') ?? false);
}

/** Middleware throws errors with a `status` of their own, such as for a body that is too large. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = error instanceof Error && 'status' in error ? Number(error.status) : Number.NaN;
  return status >= 400 && status < 500 ? status : 500;
}

/** `Retry-After`, `WWW-Authenticate` or `Connection`, where the error needs one. */
function headersFor(error: unknown, status: number): Record<string, string> {
  const retryAfter = isPublicError(error)
    ? toGraphQLError(error, '').extensions['retryAfterSeconds']
    : undefined;
  if (typeof retryAfter === 'number') return { 'Retry-After': String(retryAfter) };
  if (isDatabaseUnavailable(error)) return { 'Retry-After': String(DATABASE_RETRY_SECONDS) };
  // The rest of a body that was too slow is not read.
  if (status === 408) return { Connection: 'close' };
  return status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
}
