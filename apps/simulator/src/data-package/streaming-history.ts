import { draw, keyOf } from '../lists/chance.js';
import { spotifyIdOf } from '../lists/catalogue.js';
import type { CatalogueTrack } from '../lists/tracks.js';
import { listenedDays, secretTracks } from './listened-days.js';

// Local constants, since globals are slow in Jest's sandbox.
const { floor, max } = Math;

const DAY_SECONDS = 86_400;
/** Listening begins at 7 in the morning and ends 16 hours later. */
const FIRST_SECOND = 7 * 3_600;
const LISTENING_SECONDS = 16 * 3_600;

/** The personal data of a package, invented. Readers must drop all of it. */
const personal = {
  platform: 'Android OS 14 API 34 (Acorn, Parlour Phone 7)',
  conn_country: 'NL',
  ip_addr: '198.51.100.23',
} as const;

const noMusic = {
  master_metadata_track_name: null,
  master_metadata_album_artist_name: null,
  master_metadata_album_album_name: null,
  spotify_track_uri: null,
};
const noEpisode = { episode_name: null, episode_show_name: null, spotify_episode_uri: null };
const noAudiobook = {
  audiobook_title: null,
  audiobook_uri: null,
  audiobook_chapter_uri: null,
  audiobook_chapter_title: null,
};

/** One record of the extended streaming history. */
export type StreamingRecord = Readonly<Record<string, string | number | boolean | null>> & {
  /** When the play ended. */
  readonly ts: string;
};

/** What a record plays: a track, an episode of a podcast, or something that Spotify has forgotten. */
type Content = Readonly<Record<string, string | null>>;

/** How something is played. */
interface Playing {
  readonly milliseconds: number;
  readonly skipped: boolean;
  readonly private?: boolean;
}

/**
 * Yields a listener's records from `from` to before `to` (days since 1970, UTC), oldest first: plays that the top lists
 * count, and short plays, private sessions, podcasts, forgotten items and repeated records, which they do not.
 */
export function* streamingRecords(
  seed: string,
  listenerId: string,
  from: number,
  to: number,
): Generator<StreamingRecord> {
  const key = keyOf(`${seed}/${listenerId}/records`);
  for (const { day, tracks } of listenedDays(seed, listenerId, from, to)) {
    const even = (place: number, which: number): number => draw(key, day, place, which);
    const played = tracks.flatMap((track, place): [Content, Playing][] => {
      const full: Playing = { milliseconds: 90_000 + floor(190_000 * even(place, 1)), skipped: false };
      const short: Playing = { milliseconds: floor(29_000 * even(place, 2)), skipped: true };
      return even(place, 3) < 0.14
        ? [
            [contentOf(tracks[0] ?? track), short],
            [contentOf(track), full],
          ]
        : [[contentOf(track), full]];
    });
    played.push(...unlisted(even));
    const slot = LISTENING_SECONDS / max(1, played.length);
    const records = played.flatMap(([content, playing], place) => {
      const second = FIRST_SECOND + slot * (place + 0.5 * even(place, 4)) + playing.milliseconds / 1_000;
      const record = recordOf(day * DAY_SECONDS + floor(second), content, playing, even(place, 5));
      return even(place, 6) < 0.002 ? [record, record] : [record];
    });
    yield* records.sort((a, b) => (a.ts < b.ts ? -1 : Number(a.ts > b.ts)));
  }
}

/** Returns what a listener plays on some days and what no list counts. */
function unlisted(even: (place: number, which: number) => number): [Content, Playing][] {
  const more: [Content, Playing][] = [];
  if (even(0, 10) < 0.05) {
    const playing = { milliseconds: 200_000, skipped: false, private: true };
    for (const track of secretTracks.slice(0, 4)) more.push([contentOf(track), playing]);
  }
  const episode = { milliseconds: 1_200_000, skipped: false };
  if (even(0, 12) < 0.3) more.push([episodeOf(floor(500 * even(0, 13))), episode]);
  if (even(0, 14) < 0.02)
    more.push([
      { ...noMusic, ...noEpisode },
      { milliseconds: 150_000, skipped: false },
    ]);
  return more;
}

function contentOf({ id, title, album, albumArtist }: CatalogueTrack): Content {
  return {
    master_metadata_track_name: title,
    master_metadata_album_artist_name: albumArtist.name,
    master_metadata_album_album_name: album,
    spotify_track_uri: `spotify:track:${id}`,
    ...noEpisode,
  };
}

function episodeOf(number: number): Content {
  return {
    ...noMusic,
    episode_name: `Episode ${number}`,
    episode_show_name: 'The Metronome Hour',
    spotify_episode_uri: `spotify:episode:${spotifyIdOf(`episode ${number}`)}`,
  };
}

function recordOf(endedAt: number, content: Content, playing: Playing, even: number): StreamingRecord {
  return {
    ts: `${new Date(endedAt * 1_000).toISOString().slice(0, 19)}Z`,
    platform: personal.platform,
    ms_played: playing.milliseconds,
    conn_country: personal.conn_country,
    ip_addr: personal.ip_addr,
    ...content,
    ...noAudiobook,
    reason_start: even < 0.5 ? 'trackdone' : 'clickrow',
    reason_end: playing.skipped ? 'fwdbtn' : 'trackdone',
    shuffle: even < 0.02 ? null : even < 0.3,
    skipped: even > 0.98 ? null : playing.skipped,
    offline: even < 0.01 ? null : false,
    // Spotify writes seconds and milliseconds, and leaves some out.
    offline_timestamp: even < 0.4 ? null : even < 0.45 ? 0 : even < 0.8 ? endedAt : endedAt * 1_000,
    incognito_mode: playing.private ?? false,
  };
}
