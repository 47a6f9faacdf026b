import { closestMatch } from 'leven';

/** Every setting of every process, so that a process knows the names that only another one reads. */
export const SETTING_NAMES: ReadonlySet<string> = new Set(
  `
  PORT HOST PUBLIC_URL SESSION_SECRET ALLOWED_LISTENERS SIGN_INS_PER_MINUTE CORS_ORIGINS TRUSTED_PROXIES
  QUERY_COST_MAX QUERY_COST_PER_MINUTE TOP_ARTISTS_MAX_AGE_SECONDS
  WORKER_PORT WORKER_HOST SNAPSHOT_DEPTH SNAPSHOT_TICK_CRON SNAPSHOT_CONCURRENCY SNAPSHOT_RETENTION_DAYS
  DATABASE_URL DATABASE_POOL_SIZE KEYRING_FILE KEYRING_GIVE_UP LOG_LEVEL METRICS_TOKEN
  SPOTIFY_CLIENT_ID SPOTIFY_CLIENT_SECRET SPOTIFY_ACCOUNTS_URL SPOTIFY_API_URL SPOTIFY_REQUESTS_PER_30S
  DATA_DIR EMBEDDED_POSTGRES_PORT DEMO
  SIMULATOR_PORT SIMULATOR_CLIENT_ID SIMULATOR_CLIENT_SECRET SIMULATOR_REDIRECT_URIS SIMULATOR_STATE_FILE
  SIMULATOR_SEED SIMULATOR_ACCESS_TOKEN_SECONDS
  `
    .trim()
    .split(/\s+/),
);

const CANDIDATES = [...SETTING_NAMES].flatMap((name) => [name, `${name}_FILE`]);
/** Other programs have no settings that begin like this. */
const OURS = /^(SPOTIFY|SNAPSHOT|SIMULATOR|KEYRING|EMBEDDED_POSTGRES|QUERY_COST)_/;

/** Says which of these names are no settings though they resemble one, or begin like one. */
export function misspeltSettings(names: readonly string[]): string[] {
  return [...new Set(names)].flatMap((name) => {
    if (CANDIDATES.includes(name)) return [];
    const maxDistance = Math.min(2, Math.floor(name.length / 5));
    const meant = closestMatch(name.toUpperCase(), CANDIDATES, { maxDistance });
    if (meant === undefined && !OURS.test(name)) return [];
    return [`${name} is not a setting of Headliner${meant === undefined ? '' : `; did you mean ${meant}?`}`];
  });
}
