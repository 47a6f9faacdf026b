import { isDatabaseAway } from '#database';
import { isSpotifyFailure } from '#spotify';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SignInProblem } from '../auth/sign-in.problem.js';
import { AllowanceUsedUpError } from '../graphql/allowance-used-up.error.js';
import { ApiError } from '../graphql/api.error.js';
import { errorAnswer, isTold } from '../graphql/error-answer.js';
import { TooBusyError } from '../graphql/too-busy.error.js';
import { type Problem, renderProblem } from '../pages/problem.js';
import { ApiSettings } from '../settings/api-settings.js';
import { apiProblem } from './api.problems.js';
import { DATABASE_RETRY_SECONDS, databaseProblem } from './database.problem.js';
import { signInProblem } from './sign-in.problems.js';
import { spotifyProblem } from './spotify.problems.js';

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
    // Some browsers keep a 404, which may be another answer for whoever comes next.
    else response.status(problem.status).set('Cache-Control', 'no-store').json(this.body(error, problem));
  }

  private problem(error: unknown, correlationId: string): Problem {
    if (error instanceof SignInProblem) return signInProblem(error.kind);
    if (error instanceof ApiError) return apiProblem(error);
    if (isSpotifyFailure(error)) {
      this.logger.warn({ err: error }, 'Spotify stood in the way of a page');
      return spotifyProblem(error);
    }
    if (isDatabaseAway(error)) {
      this.logger.error({ err: error, correlationId }, 'the database does not answer');
      return databaseProblem(correlationId);
    }
    const status = statusOf(error);
    if (status === 404) {
      return {
        status,
        title: 'There is no such page',
        explanation: 'The address may be mistyped, or the page has moved.',
      };
    }
    if (status < 500) {
      return {
        status,
        title: 'This request cannot be served',
        explanation: error instanceof Error ? error.message : '',
      };
    }
    // An HttpException is thrown on purpose, such as by who asks whether this process is ready.
    if (!(error instanceof HttpException))
      this.logger.error({ err: error, correlationId }, 'a request failed unexpectedly');
    return {
      status,
      title: FAULT,
      explanation:
        'Nothing you did. Try again in a moment; if it stays, its operator finds the cause in the log.',
      correlationId,
    };
  }

  /** The shape of a GraphQL answer, which is what most programs here can read. */
  private body(error: unknown, { status, correlationId }: Problem): object {
    if (isTold(error)) return { errors: [errorAnswer(error, this.settings.reconnectUrl)] };
    const answer = error instanceof HttpException ? error.getResponse() : null;
    if (typeof answer === 'object' && answer !== null && status === 503) return answer;
    const code = status === 404 ? 'NOT_FOUND' : status < 500 ? 'BAD_REQUEST' : 'INTERNAL';
    const message = status < 500 && error instanceof Error ? error.message : FAULT;
    return { errors: [{ message, extensions: { code, ...(correlationId ? { correlationId } : {}) } }] };
  }
}

/** All that a program is told of what nobody foresaw. */
const FAULT = 'Something went wrong inside Headliner';

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

/** What HTTP itself has to be told: when to come again, and how one shows who one is. */
function headersOf(error: unknown, status: number): Record<string, string> {
  if (isSpotifyFailure(error) && error.code === 'RATE_LIMITED')
    return { 'Retry-After': String(error.hold.secondsLeft) };
  if (error instanceof AllowanceUsedUpError || error instanceof TooBusyError)
    return { 'Retry-After': String(error.retryAfterSeconds) };
  if (isDatabaseAway(error)) return { 'Retry-After': String(DATABASE_RETRY_SECONDS) };
  // What has not arrived of such a request will not be waited for.
  if (status === 408) return { Connection: 'close' };
  return status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
}
