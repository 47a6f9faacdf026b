import { describe, expect, it } from '@jest/globals';
import { accountRecord, extendedRecord, readJson } from './history.fixture.js';

const PAPER_BOATS = {
  playedAt: Date.UTC(2021, 3, 3, 22, 14, 9) / 1_000,
  artist: 'The Invented',
  track: 'Paper Boats',
  trackUri: 'spotify:track:0aAaAaAaAaAaAaAaAaAaAa',
  milliseconds: 201_333,
};

describe("Spotify's extended history", () => {
  it('is read as it is exported today', async () => {
    expect(await readJson([extendedRecord()])).toEqual([PAPER_BOATS]);
  });

  it('is read as it was exported until 2023, with names of users and devices', async () => {
    const old = {
      ts: '2021-04-03T22:14:09Z',
      username: 'invented-user',
      platform: 'iOS 12.1 (iPhone0,0)',
      ms_played: 201_333,
      conn_country: 'ZZ',
      ip_addr_decrypted: '2001:db8::7',
      user_agent_decrypted: 'unknown%20agent',
      master_metadata_track_name: 'Paper Boats',
      master_metadata_album_artist_name: 'The Invented',
      spotify_track_uri: 'spotify:track:0aAaAaAaAaAaAaAaAaAaAa',
      spotify_episode_uri: null,
      incognito_mode: null,
      offline_timestamp: 0,
    };
    expect(await readJson([old])).toEqual([PAPER_BOATS]);
  });

  it.each<[why: string, skipped: string, change: object]>([
    ['a podcast', 'notMusic', { spotify_track_uri: null, spotify_episode_uri: 'spotify:episode:x' }],
    ['an audiobook', 'notMusic', { spotify_track_uri: null, audiobook_uri: 'spotify:show:x' }],
    ['a record without names', 'notMusic', { master_metadata_album_artist_name: null }],
    ['an artist of white space', 'notMusic', { master_metadata_album_artist_name: ' \0' }],
    ['a private session', 'private', { incognito_mode: true }],
    ['a play of less than 30 s', 'short', { ms_played: 29_999 }],
    ['a record without a time', 'undated', { ts: null }],
    ['a time before scrobbling', 'undated', { ts: '2002-09-30T23:59:59Z' }],
    ['a time after tomorrow', 'undated', { ts: '2026-06-17T00:00:00Z' }],
    ['a short podcast', 'notMusic', { master_metadata_album_artist_name: null, ms_played: 1 }],
    ['a short play in a private session', 'private', { incognito_mode: true, ms_played: 1, ts: null }],
    ['a short play without a time', 'short', { ms_played: 1, ts: null }],
  ])('leaves out %s as %s', async (_, skipped, change) => {
    expect(await readJson([extendedRecord(change)])).toEqual([skipped]);
  });

  it.each<[what: string, change: object, expected: object]>([
    ['without a URI', { spotify_track_uri: null }, { trackUri: null }],
    ['with a local file', { spotify_track_uri: 'spotify:local:a:b:c:1' }, { trackUri: null }],
    ['without a length', { ms_played: null }, { milliseconds: null }],
    ['of exactly 30 s', { ms_played: 30_000 }, { milliseconds: 30_000 }],
    ['without a title', { master_metadata_track_name: undefined }, { track: null }],
    ['in the first second', { ts: '2002-10-01T00:00:00Z' }, { playedAt: Date.UTC(2002, 9, 1) / 1_000 }],
    ['with characters no database takes', { master_metadata_track_name: 'a\0\ud800' }, { track: 'a\ufffd' }],
  ])('counts a play %s', async (_, change, expected) => {
    expect(await readJson([extendedRecord(change)])).toEqual([{ ...PAPER_BOATS, ...expected }]);
  });

  it('counts equal neighbours once', async () => {
    const one = extendedRecord();
    const other = extendedRecord({ ms_played: 201_334 });
    expect(await readJson([one, one, other, one, one])).toHaveLength(3);
  });

  it('counts neighbours without an artist one by one', async () => {
    const lost = extendedRecord({ master_metadata_album_artist_name: null, spotify_track_uri: null });
    expect(await readJson([lost, lost])).toHaveLength(2);
  });
});

describe("Spotify's account data", () => {
  it('is read to the minute', async () => {
    expect(await readJson([accountRecord()])).toEqual([
      {
        playedAt: Date.UTC(2025, 3, 12, 13, 47) / 1_000,
        artist: 'The Invented',
        track: 'Paper Boats',
        trackUri: null,
        milliseconds: 175_843,
      },
    ]);
  });

  it('counts two tracks of the same minute and length', async () => {
    expect(await readJson([accountRecord(), accountRecord({ trackName: 'Harbour' })])).toHaveLength(2);
  });
});
