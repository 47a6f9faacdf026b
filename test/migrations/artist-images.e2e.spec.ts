import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { migrate } from '#database';
import { MigrationProject, openEmptyDatabase, OUR_MIGRATIONS } from './migration-project.js';

it('adds images of all sizes, beside the address that processes of the release before read and store', async () => {
  const [initial = '', ...later] = OUR_MIGRATIONS;
  const { databaseUrl, client } = await openEmptyDatabase();
  const before = { [initial]: readFileSync(`prisma/migrations/${initial}/migration.sql`, 'utf8') };
  await migrate({ databaseUrl, ...new MigrationProject(before) });
  const save = async (described: object): Promise<unknown> => {
    const known = { id: 'one', name: 'One', spotifyUrl: 'u', genres: null, popularity: 1, ...described };
    await client.query('SELECT save_artists($1::jsonb)', [JSON.stringify([known])]);
    const { rows } = await client.query<Record<string, unknown>>('SELECT * FROM artist');
    return rows[0];
  };
  await save({ imageUrl: 'https://i.scdn.co/one' });
  expect(await migrate({ databaseUrl })).toEqual({ applied: later });

  const unsized = { image_url: 'https://i.scdn.co/one', images: null };
  expect(await save({ images: [] })).toMatchObject(unsized);
  const images = [640, 160].map((size) => ({ url: `https://i.scdn.co/${size}`, width: size, height: size }));
  const sized = { image_url: 'https://i.scdn.co/640', images };
  expect(await save({ images })).toMatchObject(sized);
  expect(await save({ images: [] })).toMatchObject(sized);
  expect(await save({ imageUrl: null })).toMatchObject(sized);
  expect(await save({ imageUrl: 'https://i.scdn.co/640' })).toMatchObject(sized);
  expect(await save({ imageUrl: 'https://i.scdn.co/one' })).toMatchObject(unsized);
});
