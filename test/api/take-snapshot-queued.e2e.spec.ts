import { expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { ask, outcomes, takeSnapshot } from './asked-snapshots.js';

const stage = setStage();

it('takeSnapshot without a worker returns QUEUED after 10 s, holds no connection, and is done once a worker starts', async () => {
  await stage.client.signIn();
  const begun = performance.now();
  const waiting = takeSnapshot(stage.client);
  // More requests wait than the pool has connections; the API still serves others.
  const crowd = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const client = stage.instance.client(stage.api);
      await client.signIn(`demo_${String((index % 4) + 2).padStart(2, '0')}`);
      return client;
    }),
  );
  const others = crowd.map((client) => ask(client));
  const { errors } = await stage.client.graphql('{ viewer { id } }');
  expect(errors).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(10_000);

  expect(outcomes(await waiting)).toEqual(['QUEUED', 'QUEUED', 'QUEUED']);
  expect(performance.now() - begun).toBeGreaterThan(10_000);
  await Promise.all(others);
  expect(await stage.instance.sql('SELECT * FROM snapshot')).toEqual([]);

  const worker = await stage.instance.startWorker({ SNAPSHOT_TICK_CRON: '0 0 1 1 *' });
  expect(outcomes(await takeSnapshot(stage.client))).not.toContain('QUEUED');
  await worker.stop();
});
