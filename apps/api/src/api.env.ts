import { databaseEnv, keyringEnv } from '#database';
import { flag, host, integer, loggingEnv, metricsEnv, port, publicUrl, secret } from '#runtime';
import { spotifyEnv } from '#spotify';
import { z } from 'zod';

/** The settings of the API. */
export const apiEnv = z.object({
  ...databaseEnv.shape,
  ...keyringEnv.shape,
  ...spotifyEnv.shape,
  ...metricsEnv.shape,
  ...loggingEnv.shape,
  PORT: port().default(3_000),
  HOST: host().default('127.0.0.1'),
  PUBLIC_URL: publicUrl().optional(),
  SESSION_SECRET: secret(
    32,
    'a secret of 32 characters or more, such as the output of: openssl rand -base64 32',
  ),
  ALLOWED_LISTENERS: allowedListeners().optional(),
  CORS_ORIGINS: origins().default([]),
  TRUSTED_PROXIES: integer(0, 10).default(0),
  SNAPSHOT_DEPTH: integer(1, 100).default(50),
  /** How many days snapshots are stored. Without it, until the account is deleted. */
  SNAPSHOT_RETENTION_DAYS: integer(1, 36_500).optional(),
  QUERY_COST_MAX: integer(1, 1_000_000).default(2_500),
  QUERY_COST_PER_MINUTE: integer(1, 1_000_000_000).default(50_000),
  /** Unauthenticated GraphQL requests per network address and process. */
  ANONYMOUS_REQUESTS_PER_MINUTE: integer(1, 1_000_000_000).default(300),
  /** Views of shares per network address and process. */
  SHARE_VIEWS_PER_MINUTE: integer(1, 1_000_000_000).default(300),
  SIGN_INS_PER_MINUTE: integer(1, 1_000_000).default(30),
  /** The bundled simulator replaces Spotify. Pages say so, and artwork may come from the simulator too. */
  DEMO: flag().default(false),
  TOP_ARTISTS_MAX_AGE_SECONDS: integer(0, 86_400).default(900),
});

export type ApiEnvironment = Readonly<z.output<typeof apiEnv>>;

/** A list of Spotify ids. */
function allowedListeners() {
  const expected = 'Spotify ids of listeners, their `id` or `account_id`, separated by commas';
  return commaSeparated(expected).refine(
    (ids) => ids.every((id) => /^[^\s\p{C}]{1,256}$/u.test(id)),
    expected,
  );
}

/** A list of web origins. `*` is rejected, since it would open the API to every page. */
function origins() {
  const expected =
    'origins, comma-separated, each as browsers write it: https://charts.example.org or http://127.0.0.1:5173, without a path or a slash at the end';
  return commaSeparated(expected)
    .refine((list) => !list.some((one) => one.includes('*')), `${expected}; name the origins instead of *`)
    .refine((list) => list.every((one) => one.includes('*') || isOrigin(one)), expected);
}

function commaSeparated(expected: string) {
  return z.string(expected).transform((value) => value.split(',').map((one) => one.trim()));
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, origin } = new URL(value);
  return /^https?:$/.test(protocol) && origin === value;
}
