import { expect, test } from '@jest/globals';
import { startSimulator } from './start-simulator.js';

test('the simulator listens on 127.0.0.1 only, and names a port that is in use', async () => {
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

test('the simulator rejects a redirect URI that Spotify would not accept', async () => {
  await expect(startSimulator({ redirectUris: ['http://localhost:3000/cb'] })).rejects.toThrow(
    /never localhost/,
  );
});

test('the simulator uses the clock that it is given', async () => {
  const simulator = await startSimulator({ now: () => new Date('2031-02-03T04:05:06Z') });
  try {
    expect(await simulator.control.clock()).toEqual(new Date('2031-02-03T04:05:06Z'));
    await simulator.control.advanceClock(1);
    expect(await simulator.control.clock()).toEqual(new Date('2031-02-03T04:05:07Z'));
  } finally {
    await simulator.close();
  }
});
