import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { migrate } from '#database';
import { MigrationProject, openEmptyDatabase, OUR_MIGRATIONS } from './migration-project.js';

it("makes snapshots Spotify's that processes of the release before have recorded and still record", async () => {
  const name = OUR_MIGRATIONS.findIndex((each) => each.endsWith('_listening_history'));
  const { databaseUrl, client } = await openEmptyDatabase();
  const before = OUR_MIGRATIONS.slice(0, name).map(
    (each) => [each, readFileSync(`prisma/migrations/${each}/migration.sql`, 'utf8')] as const,
  );
  await migrate({ databaseUrl, ...new MigrationProject(Object.fromEntries(before)) });
  await client.query("INSERT INTO listener (spotify_id) VALUES ('one')");
  const record = (day: string) =>
    client.query(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT id, 'SHORT_TERM', $1, true, clock_now(), '{}' FROM listener ON CONFLICT DO NOTHING`,
      [day],
    );
  await record('2026-11-01');
  await migrate({ databaseUrl });
  await record('2026-11-02');
  const { rows } = await client.query(
    'SELECT day::text, source, include_reconstructed FROM snapshot JOIN listener ON id = listener_id ORDER BY day',
  );
  expect(rows).toEqual([
    { day: '2026-11-01', source: 'SPOTIFY', include_reconstructed: true },
    { day: '2026-11-02', source: 'SPOTIFY', include_reconstructed: true },
  ]);
});
