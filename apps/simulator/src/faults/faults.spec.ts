import { expect, test } from '@jest/globals';
import { apiCall, refreshWith, TOP } from '../client.fixture.js';
import { accessToken, order, refreshToken, setFaultStage, simulator } from './fault-stage.fixture.js';

setFaultStage();

const statuses = async (calls: number, path = TOP): Promise<number[]> => {
  const seen: number[] = [];
  for (let call = 0; call < calls; call += 1) seen.push((await apiCall(simulator, path, accessToken)).status);
  return seen;
};

test('a fault applies to a number of calls, after skipped ones, or until it is removed', async () => {
  const { id } = await order('server-error', { skip: 1, times: 2 });
  expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
  expect(await simulator.control.faults()).toEqual([
    { id, kind: 'server-error', endpoint: 'top-artists', left: 0, hits: 2 },
  ]);
  await order('not-registered', { times: 'always' });
  expect(await statuses(3)).toEqual([403, 403, 403]);
  await simulator.control.clearFaults();
  expect(await statuses(1)).toEqual([200]);
});

test('a fault applies to one listener, range or grant type, or to all', async () => {
  const other = await simulator.control.grant({ listener: 'demo_02' });
  await order('server-error', { listener: 'demo_02', times: 'always' });
  expect((await apiCall(simulator, TOP, other.accessToken)).status).toBe(503);
  expect(await statuses(1)).toEqual([200]);

  await order('server-error', { range: 'long_term', times: 'always' });
  expect(await statuses(1, `${TOP}&time_range=long_term`)).toEqual([503]);
  expect(await statuses(1)).toEqual([200]);

  await order('server-error', { endpoint: 'token', grantType: 'authorization_code', times: 'always' });
  expect((await refreshWith(simulator, refreshToken)).status).toBe(200);

  await simulator.control.clearFaults();
  await order('server-error', { endpoint: 'any', times: 2 });
  expect((await refreshWith(simulator, refreshToken)).status).toBe(503);
  expect(await statuses(2)).toEqual([503, 200]);
});

test('an order that cannot be is refused with its reason', async () => {
  await expect(
    simulator.control.setFault({ endpoint: 'token', fault: { kind: 'status', status: 99 } }),
  ).rejects.toThrow(/400.*fault/s);
});
