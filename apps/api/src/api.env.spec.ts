import { describe, expect, it } from '@jest/globals';
import { EnvironmentError, readEnvironment } from '#runtime';
import { apiEnv } from './api.env.js';

const good = {
  DATABASE_URL: 'postgresql://user:password@127.0.0.1:5432/headliner',
  KEYRING_FILE: '/etc/headliner/keyring.json',
  SESSION_SECRET: 'x'.repeat(32),
  SPOTIFY_CLIENT_ID: 'client',
  SPOTIFY_CLIENT_SECRET: 'secret',
};

function problems(changes: Record<string, string>): string {
  try {
    readEnvironment(apiEnv, { ...good, ...changes });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return '';
}

describe('the settings of the API', () => {
  it.each([
    ['', false],
    ['false', false],
    ['true', true],
  ])('set demo mode by DEMO=%s alone, whatever address Spotify has', (DEMO, demo) => {
    const proxy = { SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:9', SPOTIFY_API_URL: 'http://127.0.0.1:9' };
    expect(readEnvironment(apiEnv, { ...good, ...proxy, DEMO }).DEMO).toBe(demo);
  });

  it('have the documented defaults', () => {
    expect(readEnvironment(apiEnv, good)).toMatchObject({
      PORT: 3_000,
      HOST: '127.0.0.1',
      SPOTIFY_ACCOUNTS_URL: 'https://accounts.spotify.com',
      SPOTIFY_API_URL: 'https://api.spotify.com',
      TRUSTED_PROXIES: 0,
      SNAPSHOT_DEPTH: 50,
      QUERY_COST_MAX: 2_500,
      QUERY_COST_PER_MINUTE: 50_000,
      ANONYMOUS_REQUESTS_PER_MINUTE: 300,
      SHARE_VIEWS_PER_MINUTE: 300,
      SIGN_INS_PER_MINUTE: 30,
      TOP_ARTISTS_MAX_AGE_SECONDS: 900,
      DEMO: false,
      LOG_LEVEL: 'info',
    });
  });

  it.each([
    ['PORT', 'seventy'],
    ['PORT', '70000'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'charts.example.org'],
    ['PUBLIC_URL', 'https://charts.example.org/path'],
    ['PUBLIC_URL', 'https://user@charts.example.org'],
    ['DATABASE_URL', 'mysql://hidden-value'],
    ['SESSION_SECRET', 'hidden-value'],
    ['SPOTIFY_CLIENT_ID', ''],
    ['SPOTIFY_CLIENT_SECRET', 'two words'],
    ['SPOTIFY_API_URL', 'spotify'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'https://app.example.org, https://*.example.org'],
    ['CORS_ORIGINS', 'https://app.example.org/'],
    ['CORS_ORIGINS', 'https://app.example.org,'],
    ['CORS_ORIGINS', 'https://App.example.org'],
    ['CORS_ORIGINS', 'https://hidden-value:443'],
    ['CORS_ORIGINS', 'app.example.org'],
    ['CORS_ORIGINS', 'file:///index.html'],
    ['TRUSTED_PROXIES', '-1'],
    ['ALLOWED_LISTENERS', 'one,,two'],
    ['ALLOWED_LISTENERS', 'hidden value'],
    ['QUERY_COST_MAX', '0'],
    ['QUERY_COST_PER_MINUTE', 'many'],
    ['ANONYMOUS_REQUESTS_PER_MINUTE', '0'],
    ['SHARE_VIEWS_PER_MINUTE', '0'],
    ['SIGN_INS_PER_MINUTE', '0'],
    ['SNAPSHOT_DEPTH', '101'],
    ['SNAPSHOT_DEPTH', '0'],
    ['SNAPSHOT_RETENTION_DAYS', '0'],
    ['SNAPSHOT_RETENTION_DAYS', 'for ever'],
    ['TOP_ARTISTS_MAX_AGE_SECONDS', '1.5'],
    ['DEMO', 'hidden-value'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_LEVEL', 'WARN'],
  ])('rejects %s=%s with its name and without its value', (name, value) => {
    const message = problems({ [name]: value });
    expect(message.startsWith(`${name}: `)).toBe(true);
    expect(message).not.toContain('hidden-value');
  });

  it.each([
    'https://charts.example.org',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://charts.example.org/',
  ])('accepts PUBLIC_URL=%s', (PUBLIC_URL) => {
    expect(readEnvironment(apiEnv, { ...good, PUBLIC_URL }).PUBLIC_URL).toBe(PUBLIC_URL.replace(/\/$/, ''));
  });

  it('takes any number of CORS_ORIGINS, and has none by default', () => {
    const given = 'https://app.example.org, http://127.0.0.1:5173 ,http://localhost:8080';
    expect(readEnvironment(apiEnv, { ...good, CORS_ORIGINS: given }).CORS_ORIGINS).toEqual([
      'https://app.example.org',
      'http://127.0.0.1:5173',
      'http://localhost:8080',
    ]);
    expect(readEnvironment(apiEnv, good).CORS_ORIGINS).toEqual([]);
    expect(problems({ CORS_ORIGINS: '*' })).toContain('name the origins instead of *');
  });

  it('says why PUBLIC_URL cannot be localhost or plain http', () => {
    expect(problems({ PUBLIC_URL: 'http://localhost:3000' })).toContain('127.0.0.1');
    expect(problems({ PUBLIC_URL: 'http://charts.example.org' })).toContain('loopback only');
  });
});
