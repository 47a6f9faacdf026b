import { beforeEach, describe, expect, it } from '@jest/globals';
import { setStage } from '../support/index.js';
import { until } from '../support/until.js';
import { CacheUser, HOT } from './cache-user.js';
import { mint, program, revoke } from './minting.js';

const BUDGET = 2_000;
const stage = setStage({ QUERY_COST_PER_MINUTE: String(BUDGET) });
const user = new CacheUser(stage);
beforeEach(() => user.signIn());

const NAMES = '{ topArtists(limit: 5) { source entries { artist { id name genres } } } }';

describe('the response cache', () => {
  it.each(['*/*', 'application/json', 'application/graphql-response+json'])(
    'returns exactly what execution returns to requests that accept %s',
    async (accept) => {
      await user.send(NAMES);
      const executed = await user.send(`# another text\n${NAMES}`, { accept });
      const { id, ...hit } = await user.sendUntilHit(NAMES, { accept });
      expect({ ...hit, id: '' }).toEqual({ ...executed, id: '' });
      expect(id).not.toBe(executed.id);
      expect(hit.head['content-type']).toMatch(/json; charset=utf-8$/);
    },
  );

  it('logs and counts a hit like every request, and logs no secret', async () => {
    const lists = 'headliner_top_lists_served_total{source="CACHE"}';
    const operation = 'headliner_graphql_requests_total{operation="Logged",outcome="OK"}';
    const query = HOT.replace('Hot', 'Logged');
    const ids = [(await user.send(query)).id];
    const [hitsBefore, listsBefore] = [await user.hits(), await user.sample(lists)];
    await until(async () => {
      ids.push((await user.send(query)).id);
      return (await user.hits()) >= hitsBefore + 5;
    }, 'five hits');
    expect(await user.sample(operation)).toBe(ids.length);
    expect((await user.sample(lists)) - listsBefore).toBe(ids.length - 1);
    expect(new Set(ids).size).toBe(ids.length);
    await until(() => stage.api.logs.includes(ids.at(-1) ?? ''), 'the log line of the last request');
    for (const id of ids) {
      const lines = stage.api.logs.split('\n').filter((line) => line.includes(id));
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        expect.objectContaining({
          level: 'info',
          msg: 'request completed',
          req: { id, method: 'POST', path: '/graphql' },
          res: { status: 200 },
          responseTime: expect.any(Number),
        }),
      ]);
    }
    expect(stage.api.logs).not.toContain('hdl_');
  });

  it('charges every hit to the cost budget of the minute', async () => {
    const before = await user.hits();
    let served = 0;
    for (; served <= BUDGET; served += 1) {
      const { status, text } = await user.send(HOT);
      if (status === 200) continue;
      expect([status, text]).toEqual([429, expect.stringContaining('RATE_LIMITED')]);
      break;
    }
    expect(served).toBe(Math.floor(BUDGET / 11));
    expect(await user.hits()).toBeGreaterThan(before);
    expect((await user.send(HOT)).status).toBe(429);
  });

  it('never returns the answer of another listener', async () => {
    const other = stage.instance.client(stage.api);
    await other.signIn('demo_02');
    const theirs = program(stage, (await mint(other)).secret);
    await Promise.all([user.send(NAMES), user.send(NAMES, { who: theirs })]);
    const [mine, yours] = [(await user.send(NAMES)).text, (await user.send(NAMES, { who: theirs })).text];
    expect(mine).not.toBe(yours);
    const before = await user.hits();
    for (let time = 0; time < 40; time += 1) {
      const answers = await Promise.all([user.send(NAMES), user.send(NAMES, { who: theirs })]);
      expect(answers.map(({ text }) => text)).toEqual([mine, yours]);
    }
    expect(await user.hits()).toBeGreaterThan(before);
  });

  it('rejects a token within a second of its revocation, however often it is sent', async () => {
    const { secret, accessToken } = await mint(stage.client);
    const who = program(stage, secret);
    await user.sendUntilHit(HOT, { who });
    await revoke(stage.client, accessToken.id);
    const revokedAt = performance.now();
    let lastServedAt = revokedAt;
    await until(async () => {
      const sentAt = performance.now();
      if ((await user.send(HOT, { who })).text.includes('UNAUTHENTICATED')) return true;
      lastServedAt = sentAt;
      return false;
    }, 'a refusal');
    expect(lastServedAt - revokedAt).toBeLessThan(1_000);
  });

  it('stores neither mutations nor errors, nor fields that are not marked as cacheable', async () => {
    await user.send(HOT);
    const before = await user.hits();
    for (const query of [
      'mutation { updateSettings(input: { snapshotsPaused: false }) { viewer { displayName } } }',
      '{ topArtists(limit: 101) { source } }',
      '{ topArtists(limit: 3) { source } artist(id: "0TnOYISbd1XYRBk9myaseg") { name } }',
      '{ viewer { displayName } }',
      '{ topArtists(limit: 3) { source } viewer { displayName } }',
      '{ ... { topArtists(limit: 3) { source } } }',
      '{ __typename }',
      '{ __schema { queryType { name } } }',
      '{ topArtists(limit: 3) { nonsense } }',
    ]) {
      for (let time = 0; time < 4; time += 1) await user.send(query);
    }
    expect(await user.hits()).toBe(before);
  });

  it('serves access tokens only: requests with a browser session are always executed', async () => {
    const before = await user.hits();
    for (let time = 0; time < 5; time += 1) await user.send(HOT, { who: stage.client });
    expect(await user.hits()).toBe(before);
  });
});
