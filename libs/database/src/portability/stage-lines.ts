import type { Queryable } from '../connection/transaction.js';
import type { LineBatch } from './imported-line.js';
import { IMPORT_LIMITS } from './move-lines.js';

/** Puts the lines of a file into tables of the transaction's own, from where a few statements move them on. */
export async function stageLines(client: Queryable, batches: AsyncIterable<LineBatch>): Promise<void> {
  await client.query(`
    CREATE TEMPORARY TABLE staged_artist (id text, name text, "imageUrl" text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_snapshot (
      range "TimeRange", day date, "takenAt" timestamptz, complete boolean, artists text[]
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE staged_gap (range "TimeRange", day date, reason "GapReason") ON COMMIT DROP`);
  for await (const { type, json } of batches) {
    const table = `staged_${type}`;
    await client.query({
      text: `INSERT INTO ${table} SELECT said.* FROM jsonb_populate_recordset(NULL::${table}, $1) AS said`,
      values: [json],
      ...IMPORT_LIMITS,
    });
  }
}
