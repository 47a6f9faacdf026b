import type { ConnectionStatus } from '../../graphql/schema-words.js';

/** How each state of a connection is put into words. */
export const STATES: Readonly<
  Record<ConnectionStatus, { label: string; tone: 'good' | 'urgent'; text: string }>
> = {
  ACTIVE: {
    label: 'Connected',
    tone: 'good',
    text: 'Headliner may read your top artists, and nothing else. Spotify asks for your consent anew every six months.',
  },
  EXPIRING_SOON: {
    label: 'Ends soon',
    tone: 'urgent',
    text: 'Spotify asks for your consent anew every six months. Reconnect before it ends, and no day will be missing.',
  },
  REAUTHORIZATION_REQUIRED: {
    label: 'Ended',
    tone: 'urgent',
    text: 'Spotify no longer accepts the consent that you gave, so no new day is recorded. What is recorded stays.',
  },
};

const TROUBLES: Readonly<Record<string, string>> = {
  SPOTIFY_REAUTHORIZATION_REQUIRED: 'Spotify refused the connection',
  SPOTIFY_RATE_LIMITED: 'Spotify asked for patience',
  SPOTIFY_NOT_PERMITTED: 'Spotify refused to answer for you',
  SPOTIFY_MISCONFIGURED: 'Spotify did not accept the settings of this instance',
  SPOTIFY_UNAVAILABLE: 'Spotify gave no usable answer',
};

/** What went wrong the last time, by the code that the API has for it. */
export function troubleInWords(code: string): string {
  return TROUBLES[code] ?? 'Something went wrong';
}
