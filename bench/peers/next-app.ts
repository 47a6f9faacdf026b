import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../apps/standalone/src/postgres/index.js';
import { demoClient, type SimulatorControl } from '../../apps/simulator/src/index.js';
import { Client } from '../../test/support/client.js';
import { serveProgram, type Serving } from '../stage/child.js';

/** The route that asks Spotify. */
export const NEXT_PATH = '/api/top-artists?range=short_term';

const directory = join(import.meta.dirname, 'nextjs');
const program = join(directory, 'dist/standalone/server.js');
const SOURCES = ['pages/api/top-artists.js', 'pages/api/auth/[...nextauth].js', 'package-lock.json'];

/** The running app, and the secret of its sessions. */
export interface NextApp extends Serving {
  readonly secret: string;
}

/** Starts the Next.js app in production mode, with Spotify at this address. Builds it first if it has changed. */
export async function startNextApp(spotifyUrl: string): Promise<NextApp> {
  await build();
  const secret = randomBytes(32).toString('hex');
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOSTNAME: '127.0.0.1',
    PORT: port,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: secret,
    SPOTIFY_CLIENT_ID: demoClient.id,
    SPOTIFY_CLIENT_SECRET: demoClient.secret,
    SPOTIFY_ACCOUNTS_URL: spotifyUrl,
    SPOTIFY_API_URL: spotifyUrl,
  };
  return { ...(await serveProgram(program, environment, url, '/api/auth/providers')), secret };
}

async function build(): Promise<void> {
  if (!existsSync(join(directory, 'node_modules'))) {
    throw new Error('The Next.js app is not installed. Run: npm ci --prefix peers/nextjs');
  }
  const changedAt = Math.max(...SOURCES.map((file) => statSync(join(directory, file)).mtimeMs));
  if (existsSync(program) && statSync(program).mtimeMs > changedAt) return;
  const child = spawn('npm', ['run', '--silent', 'build'], {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error('The Next.js app could not be built.');
}

const csrf = z.object({ csrfToken: z.string() });
const redirect = z.object({ url: z.url() });

/** Signs in as next-auth's page does. Returns the client, which has the session cookie. */
export async function signInToNextApp({ url }: Serving, control: SimulatorControl): Promise<Client> {
  const client = new Client(url, control);
  const { csrfToken } = csrf.parse(await (await client.fetch('/api/auth/csrf')).json());
  const response = await client.fetch('/api/auth/signin/spotify', {
    method: 'POST',
    body: new URLSearchParams({ csrfToken, callbackUrl: url, json: 'true' }),
  });
  const { url: consentPage } = redirect.parse(await response.json());
  await client.fetch(await control.decide(consentPage, 'demo_01'));
  if (!client.cookie.includes('next-auth.session-token')) throw new Error('next-auth did not sign in.');
  return client;
}
