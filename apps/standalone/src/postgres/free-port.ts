import { createServer } from 'node:net';

/** Another program listens on the port. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(readonly port: number) {
    super(`Port ${port} of 127.0.0.1 is taken by another program.`);
  }
}

/** A port of the loopback interface that nobody listens on just now. */
export function freePort(): Promise<number> {
  return tryToListen(0);
}

/** @throws {PortTakenError} when another program listens on it. */
export async function requireFreePort(port: number): Promise<number> {
  return tryToListen(port);
}

async function tryToListen(wanted: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(wanted) : error);
    });
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.');
  return address.port;
}
