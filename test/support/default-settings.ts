import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDirectory } from './test-run.js';

/** The settings of an instance with a new keyring, without the client of the app. */
export function defaultSettings(databaseUrl: string, simulatorUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    KEYRING_FILE: makeKeyring(),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    SPOTIFY_ACCOUNTS_URL: simulatorUrl,
    SPOTIFY_API_URL: simulatorUrl,
    DEMO: 'true',
    // All listeners of a test come from one address.
    SIGN_INS_PER_MINUTE: '10000',
    ANONYMOUS_REQUESTS_PER_MINUTE: '1000000',
    SHARE_VIEWS_PER_MINUTE: '1000000',
  };
}

function makeKeyring(): string {
  const file = join(mkdtempSync(join(runDirectory(), 'keyring-')), 'keyring.json');
  const keys = { test: randomBytes(32).toString('base64') };
  writeFileSync(file, JSON.stringify({ active: 'test', keys }), { mode: 0o600 });
  return file;
}
