import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, isDatabaseUnavailable } from '#database';
import { createPool } from '../../libs/database/src/connection/database.js';
import { createTestDatabase, type TestDatabase } from '../support/index.js';

let stage: TestDatabase;
let database: Database;

beforeAll(async () => {
  stage = await createTestDatabase();
  database = new Database(createPool(stage.url, 'transactions', 1));
});
afterAll(async () => {
  await database.onApplicationShutdown();
  await stage.drop();
});
beforeEach(() => database.prisma.listener.deleteMany());

describe('transactions of Prisma on the shared pool', () => {
  it('roll back when the callback fails', async () => {
    const failing = database.prisma.$transaction(async (transaction) => {
      await transaction.listener.create({ data: { spotifyId: 'anna' } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await expect(database.prisma.listener.count()).resolves.toBe(0);
  });

  it('fail with an error that means "database unavailable" when no connection becomes free in time', async () => {
    const held = await database.pool.connect();
    const error: unknown = await database.prisma
      .$transaction((transaction) => transaction.listener.count())
      .catch((reason: unknown) => reason);
    held.release();
    expect(error).toMatchObject({ code: 'P2028' });
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('close a connection that is released with an open transaction', async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    client.release();
    await database.prisma.listener.create({ data: { spotifyId: 'ben' } });
    const { rows } = await database.pool.query(
      'SELECT now() = statement_timestamp() AS alone, count(*)::int FROM listener',
    );
    expect(rows).toEqual([{ alone: true, count: 1 }]);
  });
});
