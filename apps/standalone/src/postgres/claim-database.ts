import { Client } from 'pg';

const MARK = /\[Headliner: (demo|real) data\]/;

/**
 * Marks a database as holding demo data or real data, in its comment, and answers with what it holds. An unmarked one
 * with tables in it is taken to be real: it may have been used by processes that were started without us.
 */
export async function claimDatabase(url: string, purpose: 'demo' | 'real'): Promise<'demo' | 'real'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ comment: string | null; name: string; used: boolean }>(
      `SELECT shobj_description(oid, 'pg_database') AS comment, datname AS name,
              EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS used
         FROM pg_database WHERE datname = current_database()`,
    );
    const { comment = null, name = '', used = false } = rows[0] ?? {};
    const marked = MARK.exec(comment ?? '')?.[1];
    if (marked === 'demo' || marked === 'real') return marked;
    if (used) return 'real';
    const marking = [comment, `[Headliner: ${purpose} data]`].filter(Boolean).join(' ');
    await client.query(
      `COMMENT ON DATABASE ${client.escapeIdentifier(name)} IS ${client.escapeLiteral(marking)}`,
    );
    return purpose;
  } finally {
    await client.end();
  }
}
