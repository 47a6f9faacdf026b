import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Instance } from '../support/index.js';
import type { RecordingClient } from './recording-client.js';
import type { Secrets } from './secrets.js';
import type { WireTap } from './wire-tap.js';

const keyring = z.object({ keys: z.record(z.string(), z.string()) });

/** Returns the signatures of cookies, which only browsers have; the part before them is the id of a session. */
function signaturesOf(clients: readonly RecordingClient[]): string[] {
  const cookies = clients.flatMap(({ given }) =>
    given.map((line) => decodeURIComponent(line.split(/[=;]/)[1] ?? '')),
  );
  return cookies.flatMap((cookie) => cookie.split('.').slice(1));
}

/** Adds all secrets from the settings of an instance, the recorded traffic with Spotify, and the cookies of clients. */
export function collectSecrets(
  secrets: Secrets,
  { instance, tap }: { readonly instance: Instance; readonly tap: WireTap },
  clients: readonly RecordingClient[],
): void {
  const { settings, database } = instance;
  const { keys } = keyring.parse(JSON.parse(readFileSync(settings['KEYRING_FILE'] ?? '', 'utf8')));
  secrets.add('client secret', ...tap.all(/authorization: Basic (\S+)/gi));
  secrets.add('session secret', settings['SESSION_SECRET'] ?? '');
  secrets.add('database password', new URL(database.url).password);
  secrets.add(
    'key',
    ...Object.values(keys),
    ...Object.values(keys).map((key) => Buffer.from(key, 'base64').toString('hex')),
  );
  secrets.add(
    'Spotify refresh token',
    ...tap.all(/"refresh_token":"([^"]+)/g),
    ...tap.all(/refresh_token=([\w-]+)/g),
  );
  secrets.add(
    'Spotify access token',
    ...tap.all(/"access_token":"([^"]+)/g),
    ...tap.all(/authorization: Bearer (\S+)/gi),
  );
  secrets.add('authorization code', ...tap.all(/[?&\n]code=([\w-]+)/g));
  secrets.add('PKCE verifier', ...tap.all(/code_verifier=([\w.~-]+)/g));
  secrets.add('session', ...signaturesOf(clients));
}
