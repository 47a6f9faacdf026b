import { describe, expect, it } from '@jest/globals';
import { readEnvironment } from '#runtime';
import { childEnvironment, chooseMode, standaloneEnv } from './standalone.env.js';

const modeWith = (source: Record<string, string>) => chooseMode(readEnvironment(standaloneEnv, source));

describe('chooseMode', () => {
  it('returns demo without Spotify credentials and real with them', () => {
    expect(modeWith({})).toBe('demo');
    expect(modeWith({ SPOTIFY_CLIENT_ID: '', SPOTIFY_CLIENT_SECRET: '' })).toBe('demo');
    expect(modeWith({ SPOTIFY_CLIENT_ID: 'id', SPOTIFY_CLIENT_SECRET: 'secret' })).toBe('real');
  });

  it.each([
    ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
    ['SPOTIFY_CLIENT_SECRET', 'SPOTIFY_CLIENT_ID'],
  ])('rejects %s alone and names %s, without its value', (given, missing) => {
    const mode = () => modeWith({ [given]: 'the-value-given' });
    expect(mode).toThrow(`${missing}: missing`);
    expect(mode).not.toThrow('the-value-given');
  });
});

describe('childEnvironment', () => {
  it('drops the other form of each setting that it overrides', () => {
    const own = { DATABASE_URL_FILE: '/a', SESSION_SECRET: 'b', METRICS_TOKEN_FILE: '/c' };
    const environment = childEnvironment({ DATABASE_URL: 'd', SESSION_SECRET_FILE: '/e' }, own);
    expect(environment).toMatchObject({
      DATABASE_URL: 'd',
      SESSION_SECRET_FILE: '/e',
      METRICS_TOKEN_FILE: '/c',
    });
    expect(environment).not.toHaveProperty('DATABASE_URL_FILE');
    expect(environment).not.toHaveProperty('SESSION_SECRET');
  });

  it.each([
    [{ NO_PROXY: 'a.example' }, 'a.example,127.0.0.1,::1'],
    [{ NO_PROXY: 'a.example', no_proxy: 'b.example' }, 'b.example,127.0.0.1,::1'],
    [{}, '127.0.0.1,::1'],
  ])('bypasses the proxy for loopback with %j', (own, hosts) => {
    expect(childEnvironment({}, own)).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts });
  });
});
