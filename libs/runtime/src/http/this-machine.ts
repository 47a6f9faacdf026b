import type { IncomingMessage, ServerResponse } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** What is said to a request by a foreign host name. */
export const FOREIGN_HOST =
  'The Host header names another machine. Ask by 127.0.0.1, localhost, or the host that this process listens on.';

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Whether a request comes from this machine itself: its peer is on loopback, and no proxy says that it passed it on. */
export function isFromThisMachine({ headers, socket }: IncomingMessage): boolean {
  // The socket's own address, since anyone can write headers; a proxy's address says nothing about its clients.
  return isLoopback(socket.remoteAddress) && PROXY_HEADERS.every((name) => headers[name] === undefined);
}

/**
 * Whether the `Host` of a request is this machine's own: a loopback address, `localhost`, or `listenHost`. A page of
 * another site whose name was made to resolve to 127.0.0.1 (DNS rebinding) sends its own name.
 *
 * @param listenHost the host that this process was told to listen on
 */
export function namesThisMachine({ headers: { host = '' } }: IncomingMessage, listenHost: string): boolean {
  const address = `http://${host}`;
  if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(address)) return false;
  const name = new URL(address).hostname.replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === listenHost.toLowerCase() || isLoopback(name);
}

/**
 * Middleware that refuses, with 403, requests that name another host. It does nothing in a process that was told to
 * listen beyond loopback: people and probes reach that one by names of their own.
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
