import { hash } from 'node:crypto';
import type { OpenShare } from '#database';
import { readBuildInfo } from '#runtime';
import { createParamDecorator, type ExecutionContext, Injectable, type PipeTransform } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SharedChartsService } from './shared-charts.service.js';

/** Counts a view, and finds the share whose token is in the path of a request. */
@Injectable()
export class ShareByTokenPipe implements PipeTransform<Request<{ token: string }>, Promise<OpenShare>> {
  constructor(private readonly charts: SharedChartsService) {}

  transform(request: Request<{ token: string }>): Promise<OpenShare> {
    return this.charts.open(request.params.token, request);
  }
}

const HttpRequest = createParamDecorator(
  (_: unknown, context: ExecutionContext): Request<{ token: string }> => context.switchToHttp().getRequest(),
);

/** Passes the share that a path `/s/:token` names to a handler. Fails as {@link SharedChartsService.open} does. */
export function OpenedShare(): ParameterDecorator {
  return HttpRequest(ShareByTokenPipe);
}

/** Another release may show the same data differently. */
const build = readBuildInfo();

/**
 * Sets the headers that all views of a share have. If the client's copy is current, ends the response with 304.
 *
 * `request.fresh` does not work here: clients that are built on `fetch` send `Cache-Control: no-cache` with every
 * `If-None-Match`.
 *
 * @param content everything that the view depends on. It is hashed as JSON.
 * @returns whether the response is complete
 */
export function sendNotModified(request: Request, response: Response, content: unknown): boolean {
  const tag = `"${hash('sha256', JSON.stringify([build, content]), 'base64url')}"`;
  response.set({ 'Cache-Control': 'private, no-cache', ETag: `W/${tag}`, 'X-Robots-Tag': 'noindex' });
  const known = request.get('If-None-Match')?.split(',') ?? [];
  if (!known.some((one) => ['*', tag, `W/${tag}`].includes(one.trim()))) return false;
  response.status(304).end();
  return true;
}
