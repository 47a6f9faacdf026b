import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '#runtime';
import { standaloneEnv } from '../standalone.env.js';
import { chooseMode } from './mode.js';

const modeOf = (source: Record<string, string>) => chooseMode(readEnvironment(standaloneEnv, source));

describe('the mode', () => {
  it('is demo without Spotify credentials and real with them', () => {
    expect(modeOf({})).toBe('demo');
    expect(modeOf({ SPOTIFY_CLIENT_ID: '', SPOTIFY_CLIENT_SECRET: '' })).toBe('demo');
    expect(modeOf({ SPOTIFY_CLIENT_ID: 'id', SPOTIFY_CLIENT_SECRET: 'secret' })).toBe('real');
  });

  it.each([
    ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
    ['SPOTIFY_CLIENT_SECRET', 'SPOTIFY_CLIENT_ID'],
  ])('is refused with %s alone, naming %s', (given, missing) => {
    expect(() => modeOf({ [given]: 'value' })).toThrow(`${missing}: missing`);
  });
});
