import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SpotifyLinkRepository, type Database, HistoryRepository, ListenerRepository } from '#database';
import { HistoryCache } from '../../apps/api/src/charts/history-cache.js';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { ApiSettings } from '../../apps/api/src/settings/api-settings.js';
import { ViewerService } from '../../apps/api/src/viewer/viewer.service.js';
import { newListener, openDatabase, record, recorded } from '../database/recorded.js';
import { Instance } from '../support/index.js';

let instance: Instance;
let database: Database;
let statements: () => number;
let listener: number;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database, statements } = openDatabase(instance));
});
afterAll(async () => {
  await database?.onApplicationShutdown();
  await instance?.close();
});
beforeEach(async () => {
  await instance.setClock();
  await instance.sql('TRUNCATE listener CASCADE');
  listener = await newListener(instance);
});

/** Creates the history cache of a new API process. */
function newCache(mostBytes?: number): HistoryCache {
  const settings = new ApiSettings(apiEnv.parse(instance.settings));
  const viewers = new ViewerService(
    new ListenerRepository(database),
    new SpotifyLinkRepository(database),
    settings,
  );
  return new HistoryCache(new HistoryRepository(database), viewers, mostBytes);
}

describe('the history cache', () => {
  it('returns the same object until the history changes, then the new history at once', async () => {
    const cache = newCache();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    const { history } = await cache.load(listener, 'SHORT_TERM');
    expect((await cache.load(listener, 'SHORT_TERM')).history).toBe(history);

    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-04', [2]));
    const changed = await cache.load(listener, 'SHORT_TERM');
    expect([history.size, changed.history.size]).toEqual([1, 2]);

    await instance.sql('DELETE FROM snapshot');
    expect((await cache.load(listener, 'SHORT_TERM')).history.size).toBe(0);
  });

  it('never returns a history older than the request, while the history keeps changing', async () => {
    const cache = newCache();
    for (let day = 10; day < 30; day += 1) {
      const earlier = Promise.all([cache.load(listener, 'SHORT_TERM'), cache.load(listener, 'LONG_TERM')]);
      await record(instance, listener, 'SHORT_TERM', recorded(`2026-05-${day}`, [day]));
      const { history } = await cache.load(listener, 'SHORT_TERM');
      expect(history.size).toBe(day - 9);
      await earlier;
    }
  });

  it('queries and builds a history once for all concurrent callers', async () => {
    const cache = newCache();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    const before = statements();
    const requests = [cache.load(listener, 'SHORT_TERM'), cache.load(listener, 'SHORT_TERM')];
    await new Promise((done) => setImmediate(done));
    requests.push(cache.load(listener, 'SHORT_TERM'), cache.load(listener, 'SHORT_TERM'));
    const [first, ...others] = await Promise.all(requests);
    for (const { history } of others) expect(history).toBe(first?.history);
    // The state and both halves for the first callers, and the state again for the later ones.
    expect(statements() - before).toBe(4);
  });

  it('returns the current chart day with a history', async () => {
    await instance.setClock(new Date('2026-05-05T23:30:00Z'));
    await instance.sql("UPDATE listener SET timezone = 'Asia/Tokyo'");
    await expect(newCache().load(listener, 'SHORT_TERM')).resolves.toMatchObject({ today: '2026-05-06' });
    // A later day that was recorded further east still counts as today.
    await record(instance, listener, 'LONG_TERM', recorded('2026-05-07', [1]));
    await expect(newCache().load(listener, 'SHORT_TERM')).resolves.toMatchObject({ today: '2026-05-07' });
  });

  it('rejects with UNAUTHENTICATED for a deleted listener', async () => {
    const cache = newCache();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    await cache.load(listener, 'SHORT_TERM');
    await instance.sql('DELETE FROM listener');
    await expect(cache.load(listener, 'SHORT_TERM')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('loads a history again after a failure of PostgreSQL', async () => {
    const cache = newCache();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    await instance.sql('ALTER TABLE history_revision RENAME TO elsewhere');
    const failing = [cache.load(listener, 'SHORT_TERM'), cache.load(listener, 'SHORT_TERM')];
    const failed = await Promise.allSettled(failing);
    await instance.sql('ALTER TABLE elsewhere RENAME TO history_revision');
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await cache.load(listener, 'SHORT_TERM')).history.size).toBe(1);
  });
});

describe('the memory of the history cache', () => {
  it('is bounded in bytes, and evicts the least recently used histories', async () => {
    const listeners: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const one = await newListener(instance, `listener ${index}`);
      listeners.push(one);
      await instance.sql(
        `INSERT INTO snapshot (listener_id, range, day, taken_at, complete, artist_ids)
         SELECT $1, 'SHORT_TERM', date '2025-01-01' + day, date '2025-01-01' + day, false,
                ARRAY(SELECT day + rank FROM generate_series(1, 50) AS rank)
         FROM generate_series(0, 364) AS day`,
        [one],
      );
    }
    const most = 1_000_000;
    const cache = newCache(most);
    let largest = 0;
    for (const one of listeners) {
      const { history } = await cache.load(one, 'SHORT_TERM');
      largest = Math.max(largest, history.bytes);
      expect(cache.bytes).toBeLessThanOrEqual(most);
    }
    // The cache fills its memory instead of staying empty.
    expect(cache.bytes).toBeGreaterThan(most - 2 * largest);
    expect(largest * listeners.length).toBeGreaterThan(most);
  });

  it('excludes a history that is too large for it, which is still returned', async () => {
    const cache = newCache(1_000);
    await record(
      instance,
      listener,
      'SHORT_TERM',
      recorded(
        '2026-05-03',
        Array.from({ length: 100 }, (_, index) => index + 1),
      ),
    );
    expect((await cache.load(listener, 'SHORT_TERM')).history.depth(0)).toBe(100);
    expect(cache.bytes).toBe(0);
  });
});
