import { type Instance } from '../support/index.js';

/** Returns every row of every table as text, in all schemas except PostgreSQL's own. */
async function everyRow(instance: Instance): Promise<{ readonly table: string; readonly row: string }[]> {
  const tables = await instance.sql<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const rows = tables.map(
    ({ name }) => `SELECT '${name}' AS table, to_jsonb(each)::text AS row FROM ONLY ${name} AS each`,
  );
  return instance.sql(rows.join(' UNION ALL '));
}

/** Returns the rows that contain any of these texts: names, ids, tokens. */
export async function tracesOf(instance: Instance, marks: readonly string[]): Promise<string[]> {
  const rows = (await everyRow(instance)).filter(({ row }) => marks.some((mark) => row.includes(mark)));
  return rows.map(({ table, row }) => `${table}: ${row}`);
}

/** Returns the tables with a foreign key to listeners. */
export async function tablesOfListeners(instance: Instance): Promise<string[]> {
  const rows = await instance.sql<{ name: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = 'listener'::regclass ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** Makes the next listener ids start at `from`, a number that appears nowhere else. */
export async function markIds(instance: Instance, from: number): Promise<void> {
  await instance.sql(`ALTER SEQUENCE listener_id_seq RESTART WITH ${from}`);
}
