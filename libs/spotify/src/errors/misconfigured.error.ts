import { SpotifyError } from './spotify.error.js';

/** What the operator has to mend: the credentials of the Spotify app, or the keyring that tokens are encrypted with. */
export type Misconfiguration = 'CLIENT' | 'KEYRING';

const WORDS: Record<Misconfiguration, string> = {
  CLIENT: 'Spotify does not accept SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET',
  KEYRING: 'the stored Spotify tokens cannot be read with the keyring of this process',
};

/** This instance is not set up as it has to be. The operator has to mend the settings. */
export class MisconfiguredError extends SpotifyError {
  override readonly name = 'MisconfiguredError';
  readonly code = 'MISCONFIGURED';

  constructor(readonly what: Misconfiguration = 'CLIENT') {
    super(WORDS[what]);
  }
}
