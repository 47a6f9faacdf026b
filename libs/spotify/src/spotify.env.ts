import { z } from 'zod';

const WEB = /^https?:\/\//;

const address = (standard: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && WEB.test(value), `an address such as ${standard}`)
    .transform((value) => value.replace(/\/+$/, ''))
    .default(standard);

const credential = (what: string) => {
  const expected = `the ${what} of your app, from the dashboard at developer.spotify.com`;
  return z.string(expected).regex(/^[\w.~-]+$/, expected);
};

const BUDGET = 'how many calls to Spotify all processes together may make in 30 seconds, from 1 to 9999999';

/** The settings for calling Spotify. */
export const spotifyEnv = z.object({
  SPOTIFY_CLIENT_ID: credential('client ID'),
  SPOTIFY_CLIENT_SECRET: credential('client secret'),
  SPOTIFY_ACCOUNTS_URL: address('https://accounts.spotify.com'),
  SPOTIFY_API_URL: address('https://api.spotify.com'),
  SPOTIFY_REQUESTS_PER_30S: z
    .string()
    .regex(/^[1-9]\d{0,6}$/, BUDGET)
    .transform(Number)
    .default(100),
});

export type SpotifyEnvironment = Readonly<z.output<typeof spotifyEnv>>;

/** The injection token of `SpotifyEnvironment`. */
export const SPOTIFY_ENVIRONMENT = Symbol('SPOTIFY_ENVIRONMENT');
