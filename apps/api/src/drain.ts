import type { Server, ServerResponse } from 'node:http';
import { Server as TcpServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Stops a server; see {@link createDrain}. */
export type Drain = (withinMs: number) => Promise<void>;

/** Longer than the 60 s for which proxies reuse idle connections: a request sent while a connection closes would be lost. */
const PROXY_KEEP_ALIVE_MS = 75_000;
/** How long proxies may still use idle connections at shutdown; docs/operating/nginx.conf closes them sooner. */
const PROXY_DRAIN_MS = 5_000;
/** A connection without any data for this long was opened in advance, as browsers do. */
const PRECONNECT_MS = 1_000;
/** Node's default listen backlog. */
const BACKLOG = 511;
/** A turn of the event loop that does nothing takes less. */
const IDLE_TURN_MS = 1;
/** An overloaded process has no such turn. */
const ACCEPT_WITHIN_MS = 2_000;

/**
 * Creates a graceful stop: accepts no connection, answers all requests that have arrived, and closes each connection
 * after its response. After `withinMs` it closes the rest. Must run before the server listens.
 *
 * @param behindProxies idle connections belong to a proxy and stay open for a while
 */
export function createDrain(server: Server, behindProxies: boolean): Drain {
  /** The connections, with the response to the last request. A set of responses would keep them longer; see bench/ablation.md. */
  const connections = new Map<Socket, ServerResponse | null>();
  let draining = false;
  if (behindProxies) server.keepAliveTimeout = PROXY_KEEP_ALIVE_MS;
  server.on('connection', (socket) => {
    connections.set(socket, null);
    socket.once('close', () => connections.delete(socket));
  });
  // Before the listeners that respond.
  server.prependListener('request', ({ socket }, response) => {
    connections.set(socket, response);
    response.once('close', () => {
      if (connections.get(socket) === response) connections.set(socket, null);
    });
    if (draining) closeAfterResponse(response);
  });
  const closeIdle = (): void => server.closeIdleConnections();
  const closeSilent = (): void =>
    connections.forEach((_response, socket) => {
      if (socket.bytesRead === 0) socket.destroy();
    });
  return async (withinMs) => {
    await acceptBacklog(server);
    draining = true;
    connections.forEach(closeAfterResponse);
    const idleMs = behindProxies ? PROXY_DRAIN_MS : 1;
    // For responses whose head is already sent.
    server.keepAliveTimeout = idleMs;
    // `close` of an HTTP server would close idle connections at once.
    const closed = new Promise<void>((resolve) => TcpServer.prototype.close.call(server, () => resolve()));
    const timers = [
      setTimeout(closeSilent, PRECONNECT_MS),
      setTimeout(closeIdle, idleMs),
      setTimeout(() => server.closeAllConnections(), withinMs),
    ];
    await closed;
    timers.forEach(clearTimeout);
  };
}

/** Sends `Connection: close`, so that the client sends its next request elsewhere. */
function closeAfterResponse(response: ServerResponse | null): void {
  if (response && !response.headersSent) response.setHeader('Connection', 'close');
}

/**
 * Accepts the connections in the backlog, which closing would reset. The event loop accepts one per turn. A turn without
 * one shows that the backlog is empty, unless it ran other code, during which more may have arrived.
 */
async function acceptBacklog(server: Server): Promise<void> {
  let idleTurns = 0;
  const onConnection = (): void => void (idleTurns = 0);
  server.on('connection', onConnection);
  const until = performance.now() + ACCEPT_WITHIN_MS;
  for (let turn = 0; turn < BACKLOG && idleTurns < 2; turn++, idleTurns++) {
    const begun = performance.now();
    if (begun > until) break;
    await nextTurn();
    if (performance.now() - begun > IDLE_TURN_MS) idleTurns = 0;
  }
  server.off('connection', onConnection);
}
