import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EnvironmentError } from '#runtime';
import { freePort } from './postgres/index.js';
import { requireFreePorts } from './ports.js';

const never = new AbortController().signal;
const host = '127.0.0.1';

describe('requireFreePorts', () => {
  let taken: Server | undefined;
  afterEach(() => void taken?.close());

  const take = async (): Promise<number> => {
    const port = await freePort();
    const server = createServer();
    taken = server;
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return port;
  };

  it('accepts free ports', async () => {
    await requireFreePorts([{ setting: 'PORT', host, port: await freePort() }], 0, never);
  });

  it('names the setting of each port that is in use or set twice', async () => {
    const [port, free] = [await take(), await freePort()];
    const refused = requireFreePorts(
      [
        { setting: 'PORT', host, port },
        { setting: 'WORKER_PORT', host, port: free },
        { setting: 'SIMULATOR_PORT', host, port: free },
      ],
      0,
      never,
    );
    await expect(refused).rejects.toThrow(EnvironmentError);
    await expect(refused).rejects.toThrow(`PORT: a free port; ${port} on 127.0.0.1 is in use`);
    await expect(refused).rejects.toThrow(`SIMULATOR_PORT: a free port; ${free} on 127.0.0.1 is in use`);
    await expect(refused).rejects.not.toThrow('WORKER_PORT');
  });

  it('waits for a port to become free', async () => {
    const port = await take();
    const accepted = requireFreePorts([{ setting: 'PORT', host, port }], 10_000, never);
    taken?.close();
    await accepted;
  });
});
