import type { Server, ServerResponse } from 'node:http';

/** Stops a server: see {@link drainOf}. */
export type Drain = (withinMs: number) => Promise<void>;

/**
 * Follows a server's requests, so that it can be stopped without losing one: no connection is accepted any more, what
 * has arrived is answered, and each answer is the last on its connection. What is not answered within `withinMs` is cut
 * off. To be called before the server listens.
 */
export function drainOf(server: Server): Drain {
  const open = new Set<ServerResponse>();
  let draining = false;
  // Before all other listeners, who answer.
  server.prependListener('request', (_request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (draining) endsConnection(response);
  });
  return async (withinMs) => {
    draining = true;
    open.forEach(endsConnection);
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    await new Promise<void>((closed) => server.close(() => closed()));
    clearTimeout(late);
  };
}

/** Tells the client not to send anything more there; otherwise its next request would be lost. */
function endsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
