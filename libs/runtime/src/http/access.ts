import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { Reflector } from '@nestjs/core';

/**
 * Opens a route, or every route of a controller, to callers who are not signed in. Every process has public routes: health,
 * metrics and version.
 */
export const Public = Reflector.createDecorator<void, true>({ transform: () => true });

/** The response to a request whose `Host` header names another machine. */
export const FOREIGN_HOST =
  'The Host header names another machine. Use 127.0.0.1, localhost, or the host that this process listens on.';

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Whether a request comes from this machine: its peer is on loopback, and no header of a proxy says otherwise. */
export function isFromThisMachine({ headers, socket }: IncomingMessage): boolean {
  // Headers cannot prove where a request comes from, but a proxy's headers show that its address is not the client's.
  return isLoopback(socket.remoteAddress) && PROXY_HEADERS.every((name) => headers[name] === undefined);
}

/**
 * Whether the `Host` of a request names this machine: a loopback address, `localhost`, or `listenHost`. Under DNS rebinding
 * a page of another site reaches 127.0.0.1 but sends the name of its own site.
 *
 * @param listenHost the host that this process listens on
 */
export function namesThisMachine({ headers: { host = '' } }: IncomingMessage, listenHost: string): boolean {
  const address = `http://${host}`;
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(address)) return false;
  const name = new URL(address).hostname.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === listenHost.toLowerCase() || isLoopback(name);
}

/**
 * Middleware that rejects requests with a foreign `Host` with 403. A process that listens beyond loopback accepts every host,
 * since it is reached by names that it does not know.
 */
export function refuseForeignHosts(listenHost: string) {
  const isLocal = listenHost === 'localhost' || isLoopback(listenHost);
  return (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    if (!isLocal || namesThisMachine(request, listenHost)) return next();
    response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(`${FOREIGN_HOST}\n`);
  };
}

function isLoopback(address: string | undefined): boolean {
  return (
    address !== undefined && isIP(address) !== 0 && loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  );
}
