import { expect, test } from '@jest/globals';
import { EnvironmentError, readEnvironment } from '#runtime';
import { simulatorEnv } from './simulator.env.js';

test('the simulator has defaults that fit demo mode', () => {
  expect(readEnvironment(simulatorEnv, {})).toEqual({
    SIMULATOR_PORT: 3002,
    SIMULATOR_CLIENT_ID: 'headliner-demo',
    SIMULATOR_CLIENT_SECRET: 'headliner-demo-secret',
    SIMULATOR_REDIRECT_URIS: ['http://127.0.0.1/auth/spotify/callback'],
    SIMULATOR_SEED: 'headliner',
    SIMULATOR_ACCESS_TOKEN_SECONDS: 3600,
  });
});

test('SIMULATOR_REDIRECT_URIS is a list of addresses that Spotify would accept', () => {
  const read = (uris: string) => readEnvironment(simulatorEnv, { SIMULATOR_REDIRECT_URIS: uris });
  const uris = ['http://127.0.0.1:3000/cb', 'https://charts.example/cb'];
  expect(read(uris.join(', ')).SIMULATOR_REDIRECT_URIS).toEqual(uris);
  expect(() => read('http://localhost:3000/cb')).toThrow(EnvironmentError);
  expect(() => read('http://127.0.0.1:3000/cb,')).toThrow(/SIMULATOR_REDIRECT_URIS: comma-separated/);
});
