import { databaseEnv, keyringEnv } from '#database';
import { flag, host, integer, loggingEnv, metricsEnv, port, publicUrl, secret } from '#runtime';
import { spotifyEnv } from '#spotify';
import { z } from 'zod';
import { allowedListeners } from './auth/allowed-listeners.js';
import { origins } from './settings/origins.js';

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
  /** For how many days snapshots are kept; without it until the account is deleted. */
  SNAPSHOT_RETENTION_DAYS: integer(1, 36_500).optional(),
  QUERY_COST_MAX: integer(1, 1_000_000).default(2_500),
  QUERY_COST_PER_MINUTE: integer(1, 1_000_000_000).default(50_000),
  /** GraphQL requests without a sign-in, from one address and in one process. */
  ANONYMOUS_REQUESTS_PER_MINUTE: integer(1, 1_000_000_000).default(300),
  SIGN_INS_PER_MINUTE: integer(1, 1_000_000).default(30),
  /** The bundled simulator stands in for Spotify: pages say so, and artwork may come from it as well. */
  DEMO: flag().default(false),
  TOP_ARTISTS_MAX_AGE_SECONDS: integer(0, 86_400).default(900),
});

export type ApiEnvironment = Readonly<z.output<typeof apiEnv>>;
