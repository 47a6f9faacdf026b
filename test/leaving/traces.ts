import { type Instance } from '../support/index.js';

/** Every row of every table, of all schemas but PostgreSQL's own, as text. */
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

/** The rows in which any of these texts stands: names, ids, tokens. */
export async function tracesOf(instance: Instance, marks: readonly string[]): Promise<string[]> {
  const found = (await everyRow(instance)).filter(({ row }) => marks.some((mark) => row.includes(mark)));
  return found.map(({ table, row }) => `${table}: ${row}`);
}

/** The tables in which something is kept for listeners: those that refer to them, by what the schema says. */
export async function tablesOfListeners(instance: Instance): Promise<string[]> {
  const rows = await instance.sql<{ name: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = 'listener'::regclass ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** Has the next listeners' ids begin with a number that stands nowhere else. */
export async function markIds(instance: Instance, from: number): Promise<void> {
  await instance.sql(`ALTER SEQUENCE listener_id_seq RESTART WITH ${from}`);
}
