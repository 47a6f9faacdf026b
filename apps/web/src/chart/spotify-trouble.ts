import type { CombinedError } from 'urql';

/** Why Spotify gives no top artists, and who can help. */
export interface SpotifyTrouble {
  readonly title: string;
  readonly text: string;
  /** Who can help: time, the listener by allowing access again, or only the operator. */
  readonly help: 'time' | 'consent' | 'operator';
  readonly code: string;
  /** What Spotify or the settings lack, as the API names it. */
  readonly detail: string | null;
  /** The API's own text. */
  readonly message: string;
  /** Spotify accepts no request before. */
  readonly retryAfterSeconds: number | null;
}

type Reason = Pick<SpotifyTrouble, 'title' | 'text' | 'help'>;

const LATER = 'Your first chart starts as soon as it does. You don’t need to do anything.';

const UNAVAILABLE: Reason = { title: 'Spotify isn’t answering', text: LATER, help: 'time' };
const RATE_LIMITED: Reason = {
  title: 'Spotify is limiting requests',
  text: 'Headliner tries again when Spotify allows it. You don’t need to do anything.',
  help: 'time',
};
const QUOTA_EXCEEDED: Reason = {
  title: 'This instance has used up its Spotify quota',
  text: 'Headliner tries again when Spotify allows it. If it keeps happening, ask the operator to request a higher quota.',
  help: 'operator',
};
const SCOPE_MISSING: Reason = {
  title: 'Headliner isn’t allowed to read your top artists',
  text: 'Allow access at Spotify, and your first chart starts.',
  help: 'consent',
};
const NOT_PERMITTED: Reason = {
  title: 'Spotify doesn’t let this instance read your top artists',
  text: 'Only the operator can change that. Your first chart starts once they have.',
  help: 'operator',
};
const MISCONFIGURED: Reason = {
  title: 'This instance isn’t set up for Spotify',
  text: 'Only the operator can fix that. Your first chart starts once they have, and you stay signed in.',
  help: 'operator',
};

/** Describes why Spotify gives no top artists. Null for errors that have nothing to do with Spotify. */
export function describeSpotifyTrouble(error: Pick<CombinedError, 'graphQLErrors'>): SpotifyTrouble | null {
  const [first] = error.graphQLErrors;
  const { code, reason, missing, retryAfterSeconds } = first?.extensions ?? {};
  const text = findReason(code, reason ?? missing);
  if (!first || typeof code !== 'string' || !text) return null;
  return {
    ...text,
    code,
    detail: [reason, missing].find((detail) => typeof detail === 'string') ?? null,
    message: first.message,
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null,
  };
}

function findReason(code: unknown, detail: unknown): Reason | null {
  switch (code) {
    case 'SPOTIFY_UNAVAILABLE':
      return UNAVAILABLE;
    case 'SPOTIFY_RATE_LIMITED':
      return detail === 'QUOTA_EXCEEDED' ? QUOTA_EXCEEDED : RATE_LIMITED;
    case 'SPOTIFY_NOT_PERMITTED':
      return detail === 'SCOPE_MISSING' ? SCOPE_MISSING : NOT_PERMITTED;
    case 'SPOTIFY_MISCONFIGURED':
      return MISCONFIGURED;
    default:
      return null;
  }
}

interface Sender {
  /** The origin of the instance. */
  readonly origin: string;
  readonly displayName: string | null;
  readonly now: Date;
}

/** A message that the listener can send to the operator. */
export function composeOperatorMessage(
  trouble: SpotifyTrouble,
  { origin, displayName, now }: Sender,
): string {
  const { code, detail, message } = trouble;
  const lines = [
    `Headliner at ${origin} can’t read my top artists from Spotify.`,
    '',
    message,
    '',
    `Error: ${code}${detail === null ? '' : ` (${detail})`}`,
    `Time: ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ];
  return [...lines, ...(displayName === null ? [] : [`My name on Spotify: ${displayName}`])].join('\n');
}

/** How long to wait where neither Spotify nor the schedule says. */
const DEFAULT_RETRY_MS = 60_000;

/** When to ask again: when Spotify allows it, else with the next snapshot. All in milliseconds since 1970. */
export function getRetryTime(
  { retryAfterSeconds }: Pick<SpotifyTrouble, 'retryAfterSeconds'>,
  nextSnapshotAt: string | null,
  now: number,
): number {
  if (retryAfterSeconds !== null) return now + retryAfterSeconds * 1_000;
  const next = nextSnapshotAt === null ? Number.NaN : Date.parse(nextSnapshotAt);
  return next > now ? next : now + DEFAULT_RETRY_MS;
}
