import { expect, it, jest } from '@jest/globals';
import { fillHistory } from '../api/long-history.js';
import { setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { snippetsOf } from './pages.js';

jest.setTimeout(240_000);

// A stage of its own, because the statements of the page change tables.
const stage = setStage({});
const CHART = `{
  chart(range: SHORT_TERM) { day comparedTo { day } entries { rank previousRank peakRank weeksOnChart artist { id } } }
}`;

const RECORDED_TODAY = "SELECT FROM snapshot WHERE range = 'SHORT_TERM' AND day = utc_today()";

it('the partitioned snapshot table of docs/operating/scaling.md serves, exports, imports and records as before', async () => {
  await stage.client.signIn();
  await fillHistory(stage.instance, 60);
  const before = await stage.client.graphql(CHART);
  expect(before.errors).toBeUndefined();
  const scripts = snippetsOf('docs/operating/scaling.md', 'Partitions');
  expect(scripts.map(({ language }) => language)).toEqual(['sql']);
  await stage.instance.sql(scripts[0]?.text ?? '');

  const parts = await stage.instance.sql("SELECT FROM pg_inherits WHERE inhparent = 'snapshot'::regclass");
  expect(parts).toHaveLength(8);
  expect(await stage.client.graphql(CHART)).toEqual(before);
  const file = await (await stage.client.fetch('/export')).text();
  await stage.client.graphql('mutation { deleteAccount(confirm: true) { deletedAt } }');
  expect(await stage.instance.sql('SELECT FROM snapshot')).toEqual([]);

  const again = stage.instance.client(stage.api);
  await again.signIn();
  const imported = await again.fetch('/import', {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: file,
  });
  expect(await imported.json()).toMatchObject({ snapshots: { added: 180, kept: 0 } });
  expect(await again.graphql(CHART)).toEqual(before);
  // The worker records the listener's snapshots of today, which change the newest chart.
  const worker = await stage.instance.startWorker();
  const isRecorded = async (): Promise<boolean> => (await stage.instance.sql(RECORDED_TODAY)).length > 0;
  await until(isRecorded, 'the worker records a snapshot of today', 90_000);
  await worker.stop();
  const { data } = await again.graphql(CHART);
  expect(data).toMatchObject({ chart: { comparedTo: { day: expect.any(String) } } });
  expect(data).not.toEqual(before.data);
});
