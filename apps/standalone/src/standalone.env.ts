import { databaseEnv } from '#database';
import { EnvironmentError, host, port, publicUrl, secret } from '#runtime';
import { z } from 'zod';

/** The settings of `npm start`. Settings that it only passes on are validated by the process that uses them. */
export const standaloneEnv = z.object({
  PORT: port().default(3_000),
  HOST: host().default('127.0.0.1'),
  PUBLIC_URL: publicUrl().optional(),
  DATABASE_URL: databaseEnv.shape.DATABASE_URL.optional(),
  DATA_DIR: z.string().default('.data'),
  EMBEDDED_POSTGRES_PORT: port().default(3_003),
  SPOTIFY_CLIENT_ID: z.string().optional(),
  SPOTIFY_CLIENT_SECRET: z.string().optional(),
  SIMULATOR_PORT: port().default(3_002),
  WORKER_PORT: port().default(3_001),
  WORKER_HOST: host().default('127.0.0.1'),
  KEYRING_FILE: z.string().optional(),
  SESSION_SECRET: secret(32, 'a secret of 32 characters or more').optional(),
});

export type StandaloneEnvironment = Readonly<z.output<typeof standaloneEnv>>;

/** Settings of a child process, which override those of this process. */
export type ChildSettings = Readonly<Record<string, string>>;

/** `demo` uses the bundled simulator, `real` uses Spotify. */
export type Mode = 'demo' | 'real';

/**
 * Returns demo mode if there are no Spotify credentials.
 *
 * @throws {EnvironmentError} if only one of the two credentials is set
 */
export function chooseMode(settings: StandaloneEnvironment): Mode {
  const missing = (['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'] as const).filter((name) => !settings[name]);
  if (missing.length === 1) {
    const expected = 'missing; set both Spotify credentials, or neither for demo mode';
    throw new EnvironmentError(missing.map((name) => ({ name, expected })));
  }
  return missing.length === 0 ? 'real' : 'demo';
}

/**
 * Returns the environment of a child process: the own one, overridden by `settings`. Drops the other form of each setting
 * (`NAME` or `NAME_FILE`), and bypasses any proxy for loopback.
 */
export function childEnvironment(
  settings: ChildSettings,
  own: Readonly<NodeJS.ProcessEnv> = process.env,
): Record<string, string | undefined> {
  const replaced = new Set(
    Object.keys(settings).flatMap((name) => [`${name}_FILE`, name.replace(/_FILE$/, '')]),
  );
  const inherited = Object.entries(own).filter(([name]) => !replaced.has(name));
  // The lower-case name wins.
  const noProxy = [own['no_proxy'] ?? own['NO_PROXY'], '127.0.0.1', '::1'].filter(Boolean).join(',');
  return { ...Object.fromEntries(inherited), NO_PROXY: noProxy, no_proxy: noProxy, ...settings };
}
