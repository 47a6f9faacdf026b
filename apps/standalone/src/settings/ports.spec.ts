import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EnvironmentError } from '#runtime';
import { freePort } from '../postgres/index.js';
import { requirePorts } from './ports.js';

const never = new AbortController().signal;
const host = '127.0.0.1';

describe('the ports', () => {
  let taken: Server | undefined;
  afterEach(() => void taken?.close());

  const take = async (): Promise<number> => {
    const port = await freePort();
    const server = createServer();
    taken = server;
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return port;
  };

  it('are accepted when they are free', async () => {
    await requirePorts([{ setting: 'PORT', host, port: await freePort() }], 0, never);
  });

  it('are refused by the name of the setting when they are taken, or given twice', async () => {
    const [port, free] = [await take(), await freePort()];
    const refused = requirePorts(
      [
        { setting: 'PORT', host, port },
        { setting: 'WORKER_PORT', host, port: free },
        { setting: 'SIMULATOR_PORT', host, port: free },
      ],
      0,
      never,
    );
    await expect(refused).rejects.toThrow(EnvironmentError);
    await expect(refused).rejects.toThrow(`PORT: a port that is free; ${port} on 127.0.0.1 is taken already`);
    await expect(refused).rejects.toThrow(
      `SIMULATOR_PORT: a port that is free; ${free} on 127.0.0.1 is taken`,
    );
    await expect(refused).rejects.not.toThrow('WORKER_PORT');
  });

  it('are waited for where that was asked for', async () => {
    const port = await take();
    const granted = requirePorts([{ setting: 'PORT', host, port }], 10_000, never);
    taken?.close();
    await granted;
  });
});
