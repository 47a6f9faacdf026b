import { describe, expect, it } from '@jest/globals';
import { artist, profile, topArtistsPage } from './schemas.js';

const full = {
  id: '4kLmN0pQrS7tUvWxYz12Ab',
  name: 'Paper Lanterns',
  external_urls: { spotify: 'https://open.spotify.com/artist/4kLmN0pQrS7tUvWxYz12Ab?si=1' },
  followers: { href: null, total: 48_210 },
  genres: ['dream pop'],
  popularity: 51,
  images: [{ height: null, width: null, url: 'https://i.scdn.co/image/demo640' }],
};

describe('artist', () => {
  it('reads every field of a complete artist', () => {
    expect(artist.parse(full)).toEqual({
      id: '4kLmN0pQrS7tUvWxYz12Ab',
      name: 'Paper Lanterns',
      images: [{ url: 'https://i.scdn.co/image/demo640', width: null, height: null }],
      genres: ['dream pop'],
      popularity: 51,
      spotifyUrl: 'https://open.spotify.com/artist/4kLmN0pQrS7tUvWxYz12Ab?si=1',
    });
  });

  it.each([
    ['left out', {}],
    ['null', { images: null, genres: null, popularity: null, external_urls: null }],
    ['of another type', { images: 'x', genres: 7, popularity: 'high', external_urls: [] }],
    [
      'out of bounds',
      { genres: ['pop', 7], popularity: 101, images: [{ url: 7 }], external_urls: { spotify: 7 } },
    ],
    ['not whole', { popularity: 50.5 }],
    [
      'that PostgreSQL cannot hold',
      {
        images: [{ url: 'https://i.scdn.co/\u0000' }, { url: 'https://i.scdn.co/\ud800' }],
        external_urls: { spotify: 'https://open.spotify.com/\u0000' },
      },
    ],
    [
      'too long',
      {
        images: [{ url: `https://i.scdn.co/${'x'.repeat(2_048)}` }],
        external_urls: { spotify: `https://open.spotify.com/${'x'.repeat(2_048)}` },
      },
    ],
    [
      'leading elsewhere',
      { images: [null, { url: 'javascript:alert(1)' }], external_urls: { spotify: 'https://evil.example/' } },
    ],
  ])('does without everything but id and name: %s', (_, rest) => {
    expect(artist.parse({ id: 'abc', name: 'Ámbar', ...rest })).toEqual({
      id: 'abc',
      name: 'Ámbar',
      images: [],
      genres: null,
      popularity: null,
      spotifyUrl: 'https://open.spotify.com/artist/abc',
    });
  });

  it('skips images that a page cannot show', () => {
    const images = [{ url: 'data:x' }, { url: 'https://i.scdn.co/image/second' }];
    expect(artist.parse({ ...full, images }).images).toEqual([
      { url: 'https://i.scdn.co/image/second', width: null, height: null },
    ]);
  });

  it('sorts images by width, those of unknown size last', () => {
    const sized = (name: string, width: unknown, height = width): object => ({
      url: `https://i.scdn.co/image/${name}`,
      width,
      height,
    });
    const images = [
      sized('unknown', undefined, null),
      sized('small', 160),
      sized('large', 640, 480),
      sized('odd', -1, 0.5),
      sized('middle', 320),
    ];
    expect(artist.parse({ ...full, images }).images).toEqual([
      { url: 'https://i.scdn.co/image/large', width: 640, height: 480 },
      { url: 'https://i.scdn.co/image/middle', width: 320, height: 320 },
      { url: 'https://i.scdn.co/image/small', width: 160, height: 160 },
      { url: 'https://i.scdn.co/image/unknown', width: null, height: null },
      { url: 'https://i.scdn.co/image/odd', width: null, height: null },
    ]);
  });

  it('reads at most 8 images', () => {
    const images = Array.from({ length: 100 }, (_, number) => ({ url: `https://i.scdn.co/${number}` }));
    expect(artist.parse({ ...full, images }).images).toHaveLength(8);
  });

  it.each([
    ['no id', { name: 'x' }],
    ['an id that is none', { id: './me', name: 'x' }],
    ['no name', { id: 'abc' }],
    ['null', null],
  ])('refuses %s', (_, value) => {
    expect(artist.safeParse(value).success).toBe(false);
  });

  it('removes characters from a name that PostgreSQL cannot store', () => {
    const said = artist.parse({ id: 'abc', name: 'a\u0000b\ud800', genres: ['c\u0000'] });
    expect([said.name, said.genres]).toEqual(['ab\ufffd', ['c']]);
  });
});

describe('topArtistsPage', () => {
  it('rejects a page with an invalid artist, since skipping it would shift all ranks below', () => {
    expect(topArtistsPage.safeParse({ items: [full, null], next: null }).success).toBe(false);
  });
});

describe('profile', () => {
  it.each([
    ['all of it', { id: 'demo_01', account_id: 'zX9', display_name: 'Demo', images: [] }, 'zX9', 'Demo'],
    ['without an account id', { id: 'demo_01', display_name: 'Demo' }, null, 'Demo'],
    ['without a name', { id: 'demo_01', account_id: 'zX9', display_name: null }, 'zX9', null],
    ['with an empty name', { id: 'demo_01', account_id: 'zX9', display_name: '' }, 'zX9', null],
  ])('%s', (_, value, accountId, displayName) => {
    expect(profile.parse(value)).toEqual({ id: 'demo_01', accountId, displayName, imageUrl: null });
  });

  it.each([
    ['missing', {}],
    ['null', { id: null }],
    ['empty', { id: '' }],
    ['unreadable', { id: 'x\u0000' }],
  ])('does without an id that is %s where there is an account id', (_, given) => {
    expect(profile.parse({ ...given, account_id: 'zX9' })).toMatchObject({ id: null, accountId: 'zX9' });
  });

  it.each([
    ['without any key', { display_name: 'Demo' }],
    ['with empty keys', { id: '', account_id: '' }],
    ['with nulls for keys', { id: null, account_id: null }],
    ['with an id that cannot be read, and no account id', { id: 'x\u0000' }],
    ['with an account id that cannot be read', { id: 'demo_01', account_id: 'a\ud800' }],
    ['with an account id that is no text', { id: 'demo_01', account_id: 7 }],
    ['with an account id that is too long', { id: 'demo_01', account_id: 'x'.repeat(257) }],
  ])('refuses a profile %s', (_, value) => {
    expect(profile.safeParse(value).success).toBe(false);
  });
});
