import { describe, expect, it } from '@jest/globals';
import { isImageOf } from './spotify-images.js';

const origins = ['https://*.scdn.co', 'https://*.spotifycdn.com'];

describe('isImageOf', () => {
  it.each(['https://i.scdn.co/image/ab67', 'https://image-cdn-ak.spotifycdn.com/image/ab67'])(
    'accepts %s',
    (address) => expect(isImageOf(origins, address)).toBe(true),
  );

  it.each([
    '',
    'i.scdn.co/image/ab67',
    '//i.scdn.co/image/ab67',
    'http://i.scdn.co/image/ab67',
    'https://scdn.co/image/ab67',
    'https://evilscdn.co/image/ab67',
    'https://i.scdn.co.example.org/image/ab67',
    'https://i.scdn.co:8443/image/ab67',
    'https://someone@i.scdn.co/image/ab67',
    'https://example.org/https://i.scdn.co/',
    'https://example.org\\.scdn.co/',
    'javascript:https://i.scdn.co/',
    'data:image/png;base64,AA==',
  ])('rejects "%s"', (address) => expect(isImageOf(origins, address)).toBe(false));

  it('requires the exact port of an origin without a wildcard', () => {
    expect(isImageOf(['http://127.0.0.1:3002'], 'http://127.0.0.1:3002/image/x')).toBe(true);
    expect(isImageOf(['http://127.0.0.1:3002'], 'http://127.0.0.1:30021/image/x')).toBe(false);
  });
});
