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

/** Histories as a fresh API process has them. */
function histories(mostBytes?: number): HistoryCache {
  const settings = new ApiSettings(apiEnv.parse(instance.settings));
  const viewers = new ViewerService(
    new ListenerRepository(database),
    new SpotifyLinkRepository(database),
    settings,
  );
  return new HistoryCache(new HistoryRepository(database), viewers, mostBytes);
}

describe('a history', () => {
  it('is the same object until something changes, and then at once the new one', async () => {
    const kept = histories();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    const { history } = await kept.load(listener, 'SHORT_TERM');
    expect((await kept.load(listener, 'SHORT_TERM')).history).toBe(history);

    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-04', [2]));
    const changed = await kept.load(listener, 'SHORT_TERM');
    expect([history.size, changed.history.size]).toEqual([1, 2]);

    await instance.sql('DELETE FROM snapshot');
    expect((await kept.load(listener, 'SHORT_TERM')).history.size).toBe(0);
  });

  it('that changes while it is asked for again and again is never older than the question', async () => {
    const kept = histories();
    for (let day = 10; day < 30; day += 1) {
      const earlier = Promise.all([kept.load(listener, 'SHORT_TERM'), kept.load(listener, 'LONG_TERM')]);
      await record(instance, listener, 'SHORT_TERM', recorded(`2026-05-${day}`, [day]));
      const { history } = await kept.load(listener, 'SHORT_TERM');
      expect(history.size).toBe(day - 9);
      await earlier;
    }
  });

  it('is sent and built once for all who ask before it is there', async () => {
    const kept = histories();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    const before = statements();
    const asking = [kept.load(listener, 'SHORT_TERM'), kept.load(listener, 'SHORT_TERM')];
    await new Promise((done) => setImmediate(done));
    asking.push(kept.load(listener, 'SHORT_TERM'), kept.load(listener, 'SHORT_TERM'));
    const [first, ...others] = await Promise.all(asking);
    for (const { history } of others) expect(history).toBe(first?.history);
    expect(statements() - before).toBe(2);
  });

  it('comes with the chart day that counts now', async () => {
    await instance.setClock(new Date('2026-05-05T23:30:00Z'));
    await instance.sql("UPDATE listener SET timezone = 'Asia/Tokyo'");
    await expect(histories().load(listener, 'SHORT_TERM')).resolves.toMatchObject({ today: '2026-05-06' });
    // A day that was recorded further east still counts.
    await record(instance, listener, 'LONG_TERM', recorded('2026-05-07', [1]));
    await expect(histories().load(listener, 'SHORT_TERM')).resolves.toMatchObject({ today: '2026-05-07' });
  });

  it('of a listener who has gone is an error that says so', async () => {
    const kept = histories();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    await kept.load(listener, 'SHORT_TERM');
    await instance.sql('DELETE FROM listener');
    await expect(kept.load(listener, 'SHORT_TERM')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('can be asked for again after PostgreSQL has failed', async () => {
    const kept = histories();
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    await instance.sql('ALTER TABLE history_revision RENAME TO elsewhere');
    const failing = [kept.load(listener, 'SHORT_TERM'), kept.load(listener, 'SHORT_TERM')];
    const failed = await Promise.allSettled(failing);
    await instance.sql('ALTER TABLE elsewhere RENAME TO history_revision');
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await kept.load(listener, 'SHORT_TERM')).history.size).toBe(1);
  });
});

describe('the memory for histories', () => {
  it('is bounded in bytes: what was asked for longest ago makes room', async () => {
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
    const kept = histories(most);
    let largest = 0;
    for (const one of listeners) {
      const { history } = await kept.load(one, 'SHORT_TERM');
      largest = Math.max(largest, history.bytes);
      expect(kept.bytes).toBeLessThanOrEqual(most);
    }
    // It is used, not merely kept empty.
    expect(kept.bytes).toBeGreaterThan(most - 2 * largest);
    expect(largest * listeners.length).toBeGreaterThan(most);
  });

  it('does without what alone would not fit, which is answered all the same', async () => {
    const kept = histories(1_000);
    await record(
      instance,
      listener,
      'SHORT_TERM',
      recorded(
        '2026-05-03',
        Array.from({ length: 100 }, (_, index) => index + 1),
      ),
    );
    expect((await kept.load(listener, 'SHORT_TERM')).history.depth(0)).toBe(100);
    expect(kept.bytes).toBe(0);
  });
});
