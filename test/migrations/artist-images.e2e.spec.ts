import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { migrate } from '#database';
import { MigrationProject, openEmptyDatabase, OUR_MIGRATIONS } from './migration-project.js';

it('turns the image address of every artist into an image of unknown size', async () => {
  const [initial = '', ...later] = OUR_MIGRATIONS;
  const { databaseUrl, client } = await openEmptyDatabase();
  const before = { [initial]: readFileSync(`prisma/migrations/${initial}/migration.sql`, 'utf8') };
  await migrate({ databaseUrl, ...new MigrationProject(before) });
  await client.query(`
    INSERT INTO artist (spotify_id, name, image_url, spotify_url)
    VALUES ('one', 'One', 'https://i.scdn.co/one', 'u'), ('two', 'Two', NULL, 'u')`);
  const saveAs = 'SELECT save_artists($1::jsonb)';
  const known = { id: 'one', name: 'One', spotifyUrl: 'u', genres: null, popularity: 1 };
  await client.query(saveAs, [JSON.stringify([{ ...known, imageUrl: null }])]);

  expect(await migrate({ databaseUrl })).toEqual({ applied: later });
  const images = async () => (await client.query('SELECT images FROM artist ORDER BY spotify_id')).rows;
  const one = { url: 'https://i.scdn.co/one', width: null, height: null };
  expect(await images()).toEqual([{ images: [one] }, { images: [] }]);

  const sized = [{ url: 'https://i.scdn.co/one-640', width: 640, height: 640 }];
  await client.query(saveAs, [JSON.stringify([{ ...known, images: [] }])]);
  expect(await images()).toEqual([{ images: [one] }, { images: [] }]);
  await client.query(saveAs, [JSON.stringify([{ ...known, images: sized }])]);
  expect(await images()).toEqual([{ images: sized }, { images: [] }]);
});
