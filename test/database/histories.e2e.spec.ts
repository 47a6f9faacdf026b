import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { History } from '#charts';
import { Database, HistoryRepository } from '#database';
import fc from 'fast-check';
import { Pool } from 'pg';
import { Instance } from '../support/index.js';
import { newListener, openDatabase, record, type Recorded, recorded } from './recorded.js';

/** A statement that reads days of one history. */
interface HalfStatement {
  readonly values: readonly [listenerIds: unknown, ranges: unknown, from: string[], before: string[]];
}

let instance: Instance;
let database: Database;
let statements: () => number;
let histories: HistoryRepository;
let listener: number;

beforeAll(async () => {
  instance = await Instance.open();
  ({ database, statements } = openDatabase(instance));
  histories = new HistoryRepository(database);
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

/** Reads a history as a list of recorded snapshots. */
async function readSnapshots(range: 'SHORT_TERM' | 'LONG_TERM' = 'SHORT_TERM'): Promise<Recorded[]> {
  const state = await histories.read(listener, range, null);
  if (!state?.columns) throw new Error('there is no history');
  const history = new History(state.columns);
  return Array.from({ length: history.size }, (_, index) => ({
    day: history.day(index),
    takenAt: history.takenAt(index).toISOString(),
    complete: history.complete(index),
    source: history.source(index),
    artists: [...history.artists(index)],
  }));
}

describe('a history', () => {
  it('is in the order of its days, each with its depth, regardless of the order of recording', async () => {
    await record(
      instance,
      listener,
      'SHORT_TERM',
      recorded('2026-03-01', [7, 2_147_483_647, 1]),
      { ...recorded('2024-02-29', [], true), takenAt: '2024-03-01T01:02:03.004Z' },
      recorded('2025-12-31', [9], true),
      { ...recorded('1999-12-31', [3, 4]), takenAt: '1969-12-31T23:59:59.999Z' },
      recorded('2026-03-02', null),
    );
    await expect(readSnapshots()).resolves.toEqual([
      { ...recorded('1999-12-31', [3, 4]), takenAt: '1969-12-31T23:59:59.999Z' },
      { ...recorded('2024-02-29', [], true), takenAt: '2024-03-01T01:02:03.004Z' },
      recorded('2025-12-31', [9], true),
      recorded('2026-03-01', [7, 2_147_483_647, 1]),
      recorded('2026-03-02', []),
    ]);
  });

  it('contains every snapshot exactly as it was recorded', async () => {
    const artists = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 100 });
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 12 });
    const snapshots = days.chain((numbers) =>
      fc.tuple(
        ...numbers.map((number) => {
          const day = new Date(number * 86_400_000 + Date.UTC(2015, 0, 1)).toISOString().slice(0, 10);
          const source = fc.constantFrom('SPOTIFY' as const, 'RECONSTRUCTED' as const);
          return fc.tuple(artists, fc.boolean(), source).map((rest) => recorded(day, ...rest));
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(snapshots, async (snapshotsOfDays) => {
        await instance.sql('TRUNCATE snapshot');
        await record(instance, listener, 'LONG_TERM', ...snapshotsOfDays);
        const inOrder = snapshotsOfDays.toSorted((one, other) => (one.day < other.day ? -1 : 1));
        expect(await readSnapshots('LONG_TERM')).toEqual(inOrder);
      }),
      { numRuns: 25 },
    );
  });

  it('of ten years contains every day and artist', async () => {
    await instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, taken_at, complete, artist_ids)
       SELECT $1, 'SHORT_TERM', date '2016-01-01' + day, date '2016-01-01' + day, false,
              ARRAY(SELECT day * 1000 + rank FROM generate_series(1, day % 51) AS rank)
       FROM generate_series(0, 3649) AS day ORDER BY -day`,
      [listener],
    );
    const history = await readSnapshots();
    expect(history).toHaveLength(3_650);
    expect(history.map(({ artists }) => artists)).toEqual(
      Array.from({ length: 3_650 }, (_, day) =>
        Array.from({ length: day % 51 }, (_each, index) => day * 1_000 + index + 1),
      ),
    );
  });

  it('does not depend on the bytea_output setting of PostgreSQL', async () => {
    const snapshot = recorded('2026-03-01', [7, 92, 2_147_483_647]);
    await record(instance, listener, 'SHORT_TERM', snapshot);
    const options = '-c bytea_output=escape';
    const older = new Database(new Pool({ connectionString: instance.database.url, max: 1, options }));
    const state = await new HistoryRepository(older).read(listener, 'SHORT_TERM', null);
    await older.onApplicationShutdown();
    expect(state?.columns).toEqual((await histories.read(listener, 'SHORT_TERM', null))?.columns);
    expect([...(state?.columns?.artists ?? [])]).toEqual(snapshot.artists);
  });

  it('is null for an unknown listener, and has no revision before the first snapshot', async () => {
    await expect(histories.read(listener + 1, 'SHORT_TERM', null)).resolves.toBeNull();
    await expect(histories.read(listener, 'SHORT_TERM', null)).resolves.toMatchObject({
      revision: null,
      newestDay: null,
      columns: null,
    });
  });

  it('includes the time of PostgreSQL, the timezone, and the newest day of any range', async () => {
    const now = new Date('2026-05-05T12:00:00Z');
    await instance.setClock(now);
    await instance.sql("UPDATE listener SET timezone = 'Asia/Tokyo'");
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    await record(instance, listener, 'LONG_TERM', recorded('2026-05-04', [1]));
    const state = await histories.read(listener, 'SHORT_TERM', null);
    expect(state).toMatchObject({ timezone: 'Asia/Tokyo', newestDay: '2026-05-04' });
    expect(Math.abs(Number(state?.now) - now.getTime())).toBeLessThan(60_000);
  });
});

describe('history reads in the same tick', () => {
  it('share a statement for their states, and one for each half', async () => {
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-03', [1]));
    await record(instance, listener, 'LONG_TERM', recorded('2026-05-04', [2]), recorded('2026-05-08', [3]));
    const other = await newListener(instance, 'other');
    const before = statements();
    const [short, long, medium, others, missing] = await Promise.all([
      histories.read(listener, 'SHORT_TERM', null),
      histories.read(listener, 'LONG_TERM', null),
      histories.read(listener, 'MEDIUM_TERM', null),
      histories.read(other, 'SHORT_TERM', null),
      histories.read(other + 1, 'SHORT_TERM', null),
    ]);
    expect(statements() - before).toBe(3);
    expect([short, long].map((state) => state?.columns?.artists)).toEqual([
      Int32Array.of(1),
      Int32Array.of(2, 3),
    ]);
    expect([medium, others, missing].map((state) => state && state.columns)).toEqual([null, null, null]);
  });
});

describe('a history that changes between the reads of its halves', () => {
  it('is read whole', async () => {
    await record(instance, listener, 'SHORT_TERM', recorded('2026-05-01', [1]), recorded('2026-05-09', [2]));
    const pool = new Pool({ connectionString: instance.database.url, max: 2 });
    const query = pool.query.bind(pool) as (statement: HalfStatement) => Promise<unknown>;
    let earlierHalf: Promise<unknown> | undefined;
    const readInTurn = async (statement: HalfStatement): Promise<unknown> => {
      const [, , [from], [before]] = statement.values;
      if (from === '-infinity' && before !== 'infinity') return (earlierHalf = query(statement));
      if (from === '-infinity' || from === 'infinity') return query(statement);
      await earlierHalf;
      await record(instance, listener, 'SHORT_TERM', recorded('2026-05-02', [3]));
      return query(statement);
    };
    jest.spyOn(pool, 'query').mockImplementation(readInTurn as never);
    const changing = new Database(pool);
    const state = await new HistoryRepository(changing).read(listener, 'SHORT_TERM', null);
    await changing.onApplicationShutdown();
    expect(earlierHalf).toBeDefined();
    expect(state).toEqual({ ...(await histories.read(listener, 'SHORT_TERM', null)), now: state?.now });
    expect(state?.columns?.artists).toEqual(Int32Array.of(1, 3, 2));
  });
});
