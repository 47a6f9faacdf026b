import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: from 32768 on Linux, from 49152 on macOS. One of those could be
 * taken again before the process that is to listen has started.
 */
const [FIRST_PORT, LAST_PORT] = [20_000, 32_767];
const MAX_ATTEMPTS = 100;

/** Returns a port of loopback that is free at this moment; a random one, so that two tests hardly ever get the same. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isFree(port)) return port;
  }
  throw new Error(`${MAX_ATTEMPTS} ports from ${FIRST_PORT} to ${LAST_PORT} were taken.`);
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((answer, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') answer(false);
      else fail(error);
    });
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
