import type { Misconfiguration, MissingPermission } from '#spotify';

const REMEDIES: Record<MissingPermission, string> = {
  LISTENER_NOT_REGISTERED:
    'The Spotify app behind this instance is in development mode, and this listener is not on its list. The owner of the app has to add them under User Management in the Spotify dashboard (5 listeners at most).',
  PREMIUM_MISSING:
    'The owner of the Spotify app behind this instance has no active Premium subscription. It works again by itself once they have.',
  SCOPE_MISSING: 'The permission to read top artists is missing. Sign in again and allow it.',
  UNSPECIFIED: 'Spotify refuses without saying why. The operator can check the app in the Spotify dashboard.',
};

/** What is missing, and who has to do what about it. */
export function remedy(missing: MissingPermission): string {
  return REMEDIES[missing];
}

const MENDING: Record<Misconfiguration, string> = {
  CLIENT:
    'Spotify does not accept the client settings of this instance. Its operator has to check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET.',
  KEYRING:
    'This instance cannot read the connections that it keeps. Its operator has to check the keyring that KEYRING_FILE names, and start Headliner again. Nothing is lost: signing in again is not needed.',
};

/** What the operator has to mend. */
export function mendingOf(what: Misconfiguration): string {
  return MENDING[what];
}
