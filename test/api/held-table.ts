import { Client } from 'pg';

/** Keeps everybody else from a table, readers included, until the answer is called. */
export async function holdTable(databaseUrl: string, table: string): Promise<() => Promise<void>> {
  const postgres = new Client({ connectionString: databaseUrl });
  await postgres.connect();
  await postgres.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => postgres.end();
}
