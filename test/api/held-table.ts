import { Client } from 'pg';

/** Locks a table, also for readers, until the returned function is called. */
export async function holdTable(databaseUrl: string, table: string): Promise<() => Promise<void>> {
  const postgres = new Client({ connectionString: databaseUrl });
  await postgres.connect();
  await postgres.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => postgres.end();
}
