import { Client } from 'pg';
import type { Table } from '../stage/tables.js';

const PARTITIONS = 8;

/** A table that has a listener, with the keys that matter to its distribution. */
interface Distributed {
  readonly table: string;
  /** The unique keys that do not contain the listener, and so keep the table from being distributed. */
  readonly obstacles: readonly string[];
  /** Foreign keys to tables that would not be on the same server. */
  readonly remoteKeys: readonly string[];
}

/** Partitions every table that has a listener, in a transaction that is rolled back. Returns which tables allow it, and why not. */
export async function checkDistribution(databaseUrl: string): Promise<Table> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ table: string; obstacles: string[]; remoteKeys: string[] }>(KEYS);
    for (const row of rows) await partition(client, row);
    await client.query('ROLLBACK');
    return {
      title: `Hash partitions by listener, ${PARTITIONS} of each table`,
      columns: [
        'partitions',
        'unique keys without the listener',
        'foreign keys to other tables than `listener`',
      ],
      rows: rows.map(({ table, obstacles, remoteKeys }) => ({
        what: `\`${table}\``,
        values: [
          obstacles.length === 0 ? 'created, one read by a query' : 'refused by PostgreSQL',
          names(obstacles),
          names(remoteKeys),
        ],
      })),
    };
  } finally {
    await client.end();
  }
}

/** Tables with a column `listener_id`, their unique indexes without it, and their foreign keys to other tables. */
const KEYS = `
  SELECT class.relname AS table,
         ARRAY(SELECT key.relname::text FROM pg_index JOIN pg_class AS key ON key.oid = indexrelid
               WHERE indrelid = class.oid AND indisunique AND NOT attnum = ANY (indkey::int2[]) ORDER BY 1) AS obstacles,
         ARRAY(SELECT conname::text FROM pg_constraint
               WHERE conrelid = class.oid AND contype = 'f' AND confrelid <> 'listener'::regclass ORDER BY 1) AS "remoteKeys"
  FROM pg_class AS class JOIN pg_attribute ON attrelid = class.oid AND attname = 'listener_id' AND NOT attisdropped
  WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace
  ORDER BY 2, class.relname`;

/** @throws if PostgreSQL accepts a table whose keys forbid it, or reads more than one partition */
async function partition(client: Client, { table, obstacles }: Distributed): Promise<void> {
  const failure = (what: string): Error => new Error(`No report: the partitioned ${table} ${what}.`);
  await client.query('SAVEPOINT one_table');
  try {
    // INCLUDING INDEXES brings the unique keys, which PostgreSQL refuses without the partition key.
    await client.query(`CREATE TABLE parted (LIKE ${table} INCLUDING ALL) PARTITION BY HASH (listener_id)`);
  } catch (error) {
    if (obstacles.length === 0) throw error;
    await client.query('ROLLBACK TO SAVEPOINT one_table');
    return;
  }
  if (obstacles.length > 0) throw failure('was accepted, although its keys forbid it');
  for (let part = 0; part < PARTITIONS; part += 1) {
    await client.query(
      `CREATE TABLE parted_${part} PARTITION OF parted FOR VALUES WITH (MODULUS ${PARTITIONS}, REMAINDER ${part})`,
    );
  }
  await client.query(
    'ALTER TABLE parted ADD FOREIGN KEY (listener_id) REFERENCES listener (id) ON DELETE CASCADE',
  );
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    'EXPLAIN SELECT FROM parted WHERE listener_id = 20',
  );
  const read = new Set(rows.flatMap((row) => /parted_\d/.exec(row['QUERY PLAN']) ?? []));
  if (read.size !== 1) throw failure(`reads ${read.size} partitions for one listener`);
  await client.query('ROLLBACK TO SAVEPOINT one_table');
}

function names(keys: readonly string[]): string {
  return keys.length === 0 ? 'none' : keys.map((key) => `\`${key}\``).join(', ');
}
