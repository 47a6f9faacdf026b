import { closestMatch } from 'leven';

/** Settings of all processes. No process reports another one's settings as misspelled. */
export const SETTING_NAMES: ReadonlySet<string> = new Set(
  `
  PORT HOST PUBLIC_URL SESSION_SECRET ALLOWED_LISTENERS SIGN_INS_PER_MINUTE CORS_ORIGINS TRUSTED_PROXIES
  ANONYMOUS_REQUESTS_PER_MINUTE SHARE_VIEWS_PER_MINUTE QUERY_COST_MAX QUERY_COST_PER_MINUTE
  TOP_ARTISTS_MAX_AGE_SECONDS
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
/** Prefixes that no other program uses. */
const OWN_PREFIX = /^(SPOTIFY|SNAPSHOT|SIMULATOR|KEYRING|EMBEDDED_POSTGRES|QUERY_COST|TRUSTED)_/;

/** Syntax of cmd.exe and PowerShell, which `.env` files take as part of the name. */
const SHELL_PREFIX = /^(set\s+|\$env:)/i;

/** Returns a warning for each name that looks like a misspelled setting. */
export function misspelledSettings(names: readonly string[]): string[] {
  return [...new Set(names)].flatMap((name) => {
    if (CANDIDATES.includes(name)) return [];
    const word = name.replace(SHELL_PREFIX, '').toUpperCase();
    const isOwn = OWN_PREFIX.test(word);
    const maxDistance = isOwn ? 3 : Math.min(2, Math.floor(word.length / 5));
    const suggestion = closestMatch(word, CANDIDATES, { maxDistance });
    if (suggestion === undefined && !isOwn) return [];
    return [
      `${name} is not a setting of Headliner${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
    ];
  });
}
