import type { Server, ServerResponse } from 'node:http';
import { Server as TcpServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Stops a server: see {@link drainOf}. */
export type Drain = (withinMs: number) => Promise<void>;

/**
 * Proxies keep connections for 60 s, or as long as they are told, and send the next request there. Whoever closes an idle
 * one has to be them: a request that crosses our closing would be lost. In milliseconds.
 */
const KEPT_FOR_PROXIES_MS = 75_000;
/** For so long proxies may use, or close, what they keep, once we stop; docs/operating/nginx.conf has them close sooner. */
const LEFT_TO_PROXIES_MS = 5_000;
/** A connection on which nothing has come for so long was opened in advance, as browsers do. */
const OPENED_IN_ADVANCE_MS = 1_000;
/** As many connections as the system accepts for us before we take them (Node's default backlog). */
const BACKLOG = 511;

/**
 * Follows a server's requests, so that it can be stopped without losing one: no connection is accepted any more, what
 * has arrived is answered, and each answer is the last on its connection. What is not answered within `withinMs` is cut
 * off. To be called before the server listens.
 *
 * @param behindProxies idle connections are a proxy's, which may be sending a request on them at this moment: they are
 *   left to it for a while
 */
export function drainOf(server: Server, behindProxies: boolean): Drain {
  const open = new Set<ServerResponse>();
  const connections = new Set<Socket>();
  let draining = false;
  if (behindProxies) server.keepAliveTimeout = KEPT_FOR_PROXIES_MS;
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  // Before all other listeners, who answer.
  server.prependListener('request', (_request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    if (draining) endsConnection(response);
  });
  const closeIdle = (): void => server.closeIdleConnections();
  const closeSilent = (): void =>
    connections.forEach((socket) => {
      if (socket.bytesRead === 0) socket.destroy();
    });
  return async (withinMs) => {
    await takeAccepted(server);
    draining = true;
    open.forEach(endsConnection);
    const idleMs = behindProxies ? LEFT_TO_PROXIES_MS : 1;
    // For answers that are under way, and cannot say any more that they are the last.
    server.keepAliveTimeout = idleMs;
    // An HTTP server's own `close` would cut off idle connections at once.
    const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
    const timers = [
      setTimeout(closeSilent, OPENED_IN_ADVANCE_MS),
      setTimeout(closeIdle, idleMs),
      setTimeout(() => server.closeAllConnections(), withinMs),
    ];
    await closed;
    timers.forEach(clearTimeout);
  };
}

/** Tells the client not to send anything more there; otherwise its next request would be lost. */
function endsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

/**
 * Takes the connections that the system has accepted for us already, and would reset with the listener: the event loop
 * hands over one in each turn.
 */
async function takeAccepted(server: Server): Promise<void> {
  let quietTurns = 0;
  const heard = (): void => void (quietTurns = 0);
  server.on('connection', heard);
  for (let turn = 0; turn < BACKLOG && quietTurns < 2; turn++, quietTurns++) await nextTurn();
  server.off('connection', heard);
}
