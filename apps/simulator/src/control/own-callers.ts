import type { RequestHandler } from 'express';

/**
 * Keeps the control interface to programs on this machine: no page in a browser may turn it, neither from another
 * origin nor by a name that was made to lead here.
 */
export function ownCallersOnly(origin: string): RequestHandler {
  const { host } = new URL(origin);
  const known = new Set([host, host.replace('127.0.0.1', 'localhost')]);
  return (request, response, next) => {
    const site = request.get('sec-fetch-site');
    const foreign =
      !known.has(request.get('host') ?? '') ||
      (request.get('origin') ?? origin) !== origin ||
      (site !== undefined && site !== 'same-origin' && site !== 'none');
    if (foreign)
      response.status(403).json({ error: 'The control interface answers programs on this machine only.' });
    else next();
  };
}
