import { expect, test } from '@jest/globals';
import { startSimulator } from './start-simulator.js';

test('listens on 127.0.0.1 only, and says so when the port is taken', async () => {
  const simulator = await startSimulator();
  try {
    const { hostname, port } = new URL(simulator.url);
    expect(hostname).toBe('127.0.0.1');
    await expect(startSimulator({ port: Number(port) })).rejects.toThrow(
      /port \d+ of 127.0.0.1.*SIMULATOR_PORT/,
    );
    await expect(fetch(`http://127.0.0.2:${port}/_control/health`)).rejects.toThrow();
  } finally {
    await simulator.close();
  }
});

test('a redirect URI that Spotify would not take stops the start', async () => {
  await expect(startSimulator({ redirectUris: ['http://localhost:3000/cb'] })).rejects.toThrow(
    /never localhost/,
  );
});

test('goes by another clock where one is given', async () => {
  const simulator = await startSimulator({ now: () => new Date('2031-02-03T04:05:06Z') });
  try {
    expect(await simulator.control.clock()).toEqual(new Date('2031-02-03T04:05:06Z'));
    await simulator.control.advanceClock(1);
    expect(await simulator.control.clock()).toEqual(new Date('2031-02-03T04:05:07Z'));
  } finally {
    await simulator.close();
  }
});
