import { expect, it } from '@jest/globals';
import { decodeProtectedHeader } from 'jose';
import { setStage } from '../support/index.js';
import { importFile, fileOf, artist, artistId, PROFILE, snapshot, exportFile } from './portable-history.js';

const stage = setStage();

it('an export contains no session ID, no access token, and no Spotify token in clear or encrypted form', async () => {
  await stage.client.signIn();
  await stage.client.graphql('{ topArtists { entries { rank } } }');
  await importFile(stage.client, fileOf(PROFILE, artist(artistId(1)), snapshot('2026-06-01', [artistId(1)])));
  const stored = await stage.instance.sql<{ refresh_token: string; access_token: string }>(
    'SELECT refresh_token, access_token FROM spotify_grant',
  );
  const sessions = await stage.instance.sql<{ sid: string }>('SELECT sid FROM session');
  const secrets = [
    ...stored.flatMap(({ refresh_token, access_token }) => [refresh_token, access_token]),
    ...sessions.map(({ sid }) => sid),
    stage.client.cookie.split('=')[1] ?? '',
  ];
  expect(secrets.length).toBeGreaterThan(3);
  expect(secrets.slice(0, 2).map((token) => decodeProtectedHeader(token).enc)).toEqual([
    'A256GCM',
    'A256GCM',
  ]);

  const file = await exportFile(stage.client);
  expect(file).toContain('"type":"snapshot"');
  for (const secret of secrets) expect(file).not.toContain(secret);
  expect(file).not.toMatch(/eyJ|BQdemo|AQdemo|hdl_|token/i);
});
