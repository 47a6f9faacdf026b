import { describe, expect, it } from '@jest/globals';
import { listen, readJson } from './history.fixture.js';

describe('a ListenBrainz export', () => {
  it.each<[what: string, info: unknown, expected: object]>([
    ['with nothing more', undefined, {}],
    ["with the track's length", { duration_ms: 1, duration: 1 }, {}],
    ['with the seconds listened', { duration_played: 61.5 }, { milliseconds: 61_500 }],
    ['that came from Spotify', { ms_played: 61_000 }, { milliseconds: 61_000 }],
    ['with values of other types', { duration_played: '61', spotify_id: 7, origin_url: null }, {}],
    ['with information that is a list', [], {}],
    [
      'of a track at Spotify',
      { origin_url: 'https://open.spotify.com/track/0aAaAaAaAaAaAaAaAaAaAa?si=x' },
      { trackUri: 'spotify:track:0aAaAaAaAaAaAaAaAaAaAa' },
    ],
    [
      'of a track elsewhere',
      { spotify_id: 'https://example.com/track/0aAaAaAaAaAaAaAaAaAaAa' },
      { trackUri: null },
    ],
  ])('is read, a listen %s', async (_, info, expected) => {
    const plain = {
      playedAt: 1_712_345_678,
      artist: 'The Invented feat. Guest',
      track: 'Paper Boats',
      trackUri: null,
      milliseconds: null,
    };
    expect(await readJson([listen({}, { additional_info: info })])).toEqual([{ ...plain, ...expected }]);
  });

  it('is read with fractions of seconds and without metadata', async () => {
    const [first, second] = await readJson([
      listen({ listened_at: 1_712_345_678.5 }),
      listen({ track_metadata: null }),
    ]);
    expect(first).toMatchObject({ playedAt: 1_712_345_678.5 });
    expect(second).toBe('notMusic');
  });
});

describe('a Maloja export', () => {
  const scrobble = (change: object, track: object = {}): object => ({
    time: 1_712_345_678,
    track: { artists: ['The Invented', 'Guest'], title: 'Paper Boats', album: null, length: 201, ...track },
    duration: null,
    origin: 'client:default',
    ...change,
  });

  it('is read, with the seconds listened and not the length of the track', async () => {
    const file = {
      maloja: { export_time: 1_748_738_994, nested: [{ scrobbles: [1] }], text: 'a "quoted" ]' },
      scrobbles: [
        scrobble({}),
        scrobble({ duration: 60 }),
        scrobble({ time: 0 }),
        scrobble({}, { artists: [] }),
      ],
      after: 12,
    };
    const plain = {
      playedAt: 1_712_345_678,
      artist: 'The Invented',
      track: 'Paper Boats',
      trackUri: null,
      milliseconds: null,
    };
    expect(await readJson(file)).toEqual([plain, { ...plain, milliseconds: 60_000 }, 'undated', 'notMusic']);
  });
});

describe('a Koito export', () => {
  const alias = (name: string, primary: boolean | null): object => ({ alias: name, is_primary: primary });
  const artist = (primary: boolean, ...aliases: readonly object[]): object => ({
    is_primary: primary,
    aliases,
  });
  const koito = (...artists: readonly (object | null)[]): object => ({
    version: '1',
    exported_at: '2026-01-02T03:04:05Z',
    user: 'invented-user',
    listens: [
      {
        listened_at: '2024-04-05T19:34:38Z',
        track: { mbid: null, duration: 20, aliases: [alias('Paper Boats', true)] },
        album: { aliases: [] },
        artists,
      },
    ],
  });

  it.each<[which: string, file: object, name: string]>([
    [
      'the primary artist by the primary name',
      koito(
        artist(false, alias('Guest', true)),
        artist(true, alias('Invented', false), alias('The Invented', true)),
      ),
      'The Invented',
    ],
    [
      'the first artist and name of equals',
      koito(artist(false, alias('One', null)), artist(false, alias('Two', null))),
      'One',
    ],
  ])('is read with %s, and without the length of the track', async (_, file, name) => {
    expect(await readJson(file)).toEqual([
      {
        playedAt: Date.UTC(2024, 3, 5, 19, 34, 38) / 1_000,
        artist: name,
        track: 'Paper Boats',
        trackUri: null,
        milliseconds: null,
      },
    ]);
  });

  it('is read without artists and names', async () => {
    expect(await readJson(koito())).toEqual(['notMusic']);
    expect(await readJson(koito(null, artist(true)))).toEqual(['notMusic']);
  });
});
