import { z } from 'zod';
import { amount, flag, isoTime, nameOf, recordFormat, text, trackUriOf } from './record-format.js';

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
