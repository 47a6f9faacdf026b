import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoClient, type Simulator, startSimulator } from '#simulator';
import { createTestDatabase, type OurProcess, runDirectory, startProcess } from '../support/index.js';

/** Headliner as `npm start` runs it without credentials: the API, with the simulator in Spotify's place. */
export interface Installation {
  readonly api: OurProcess;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

export async function startInstallation(): Promise<Installation> {
  const [database, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  const keyring = join(runDirectory(), `keyring-${randomBytes(8).toString('hex')}.json`);
  const key = randomBytes(32).toString('base64');
  writeFileSync(keyring, JSON.stringify({ active: 'k1', keys: { k1: key } }), { mode: 0o600 });
  const api = await startProcess('api', {
    DATABASE_URL: database.url,
    KEYRING_FILE: keyring,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    SPOTIFY_CLIENT_ID: demoClient.id,
    SPOTIFY_CLIENT_SECRET: demoClient.secret,
    SPOTIFY_ACCOUNTS_URL: simulator.url,
    SPOTIFY_API_URL: simulator.url,
  });
  return {
    api,
    simulator,
    async close() {
      await api.stop();
      await simulator.close();
      await database.drop();
    },
  };
}
