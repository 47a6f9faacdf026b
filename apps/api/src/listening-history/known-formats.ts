import { z } from 'zod';
import {
  amount,
  flag,
  isoTime,
  nameOf,
  recordFormat,
  text,
  toMilliseconds,
  trackUriOf,
} from './record-format.js';

/** Spotify's "Extended streaming history": all years of an account. */
export const EXTENDED_HISTORY = recordFormat(
  'root',
  ['ts', 'ms_played', 'master_metadata_track_name', 'spotify_track_uri'],
  z.object({
    ts: isoTime,
    ms_played: amount,
    master_metadata_track_name: text,
    master_metadata_album_artist_name: text,
    spotify_track_uri: text,
    spotify_episode_uri: text,
    audiobook_uri: text,
    incognito_mode: flag,
  }),
  (record) => ({
    // The URI says what was played. If Spotify has lost the details of a track, the record has no URI.
    music: Boolean(record.spotify_track_uri) || !(record.spotify_episode_uri || record.audiobook_uri),
    privateSession: record.incognito_mode ?? false,
    playedAt: record.ts,
    artist: nameOf(record.master_metadata_album_artist_name),
    track: nameOf(record.master_metadata_track_name),
    trackUri: trackUriOf(record.spotify_track_uri),
    milliseconds: record.ms_played ?? null,
  }),
);

/** The streaming history in Spotify's "Account data": the last year. */
export const ACCOUNT_DATA = recordFormat(
  'root',
  ['endTime', 'msPlayed'],
  z.object({ endTime: isoTime, artistName: text, trackName: text, msPlayed: amount }),
  ({ endTime, artistName, trackName, msPlayed }) => ({
    playedAt: endTime,
    artist: nameOf(artistName),
    track: nameOf(trackName),
    milliseconds: msPlayed ?? null,
  }),
);

/** A listen of ListenBrainz. Programs that submit listens can write anything into `additional_info`. */
export const LISTENBRAINZ_LISTENS = recordFormat(
  'root',
  ['listened_at', 'track_metadata'],
  z.object({
    listened_at: amount,
    track_metadata: z
      .object({
        artist_name: text,
        track_name: text,
        additional_info: z
          .object({
            duration_played: amount.catch(null),
            ms_played: amount.catch(null),
            spotify_id: text.catch(null),
            origin_url: text.catch(null),
          })
          .nullish()
          .catch(null),
      })
      .nullish(),
  }),
  ({ listened_at: playedAt, track_metadata: metadata }) => {
    const info = metadata?.additional_info;
    return {
      playedAt: playedAt ?? null,
      artist: nameOf(metadata?.artist_name),
      track: nameOf(metadata?.track_name),
      trackUri: trackUriOf(info?.spotify_id) ?? trackUriOf(info?.origin_url),
      milliseconds: info?.ms_played ?? toMilliseconds(info?.duration_played),
    };
  },
);

/** A scrobble of Maloja. `duration` is the time listened; the track's own `length` is not used. */
export const MALOJA_SCROBBLES = recordFormat(
  'scrobbles',
  ['time', 'track'],
  z.object({
    time: amount,
    track: z.object({ artists: z.array(text).nullish(), title: text }).nullish(),
    duration: amount,
  }),
  ({ time, track, duration }) => ({
    playedAt: time ?? null,
    artist: track?.artists?.map(nameOf).find((name) => name !== null) ?? null,
    track: nameOf(track?.title),
    milliseconds: toMilliseconds(duration),
  }),
);

/** Koito's names of an artist or a track. */
const aliases = z.array(z.object({ alias: text, is_primary: flag }).nullable()).nullish();

/** A listen of Koito. It has the track's length, but not the time listened. */
export const KOITO_LISTENS = recordFormat(
  'listens',
  ['listened_at', 'artists'],
  z.object({
    listened_at: isoTime,
    track: z.object({ aliases }).nullish(),
    artists: z.array(z.object({ is_primary: flag, aliases }).nullable()).nullish(),
  }),
  ({ listened_at: playedAt, track, artists }) => ({
    playedAt,
    artist: primaryAlias(primary(artists)?.aliases),
    track: primaryAlias(track?.aliases),
  }),
);

function primaryAlias(names: z.output<typeof aliases>): string | null {
  return nameOf(primary(names)?.alias);
}

/** The primary one of several; the first if none is. */
function primary<T extends { readonly is_primary?: boolean | null | undefined }>(
  several: readonly (T | null)[] | null | undefined,
): T | null {
  return several?.find((one) => one?.is_primary) ?? several?.find((one) => one !== null) ?? null;
}
