import { readBuildInfo } from '#runtime';
import type { Request, Response } from 'express';
import { hash } from 'node:crypto';

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
