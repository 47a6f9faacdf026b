import { administer } from '#database';
import { ExplainedError } from '#runtime';

const MARK = /\[Headliner: (demo|real) data\]/;

interface Found {
  readonly comment: string | null;
  readonly name: string;
  readonly owned: boolean;
  readonly role: string;
  readonly used: boolean;
}

/**
 * Marks a database as holding demo data or real data, in its comment, and answers with what it holds. An unmarked one
 * with tables in it is taken to be real: it may have been used by processes that were started without us.
 */
export function claimDatabase(url: string, purpose: 'demo' | 'real'): Promise<'demo' | 'real'> {
  return administer(url, { applicationName: 'headliner-start' }, async (client) => {
    const { rows } = await client.query<Found>(
      `SELECT shobj_description(oid, 'pg_database') AS comment, datname AS name,
              pg_has_role(datdba, 'USAGE') AS owned, quote_ident(current_user) AS role,
              EXISTS (SELECT FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')) AS used
         FROM pg_database WHERE datname = current_database()`,
    );
    const { comment = null, name = '', owned = false, role = '', used = false } = rows[0] ?? {};
    const marked = MARK.exec(comment ?? '')?.[1];
    if (marked === 'demo' || marked === 'real') return marked;
    if (used) return 'real';
    const database = client.escapeIdentifier(name);
    if (!owned) {
      throw new ExplainedError(
        `The role ${role} has to own the database ${database}, so that npm start can mark it. ` +
          `As a superuser run: ALTER DATABASE ${database} OWNER TO ${role};`,
      );
    }
    const marking = [comment, `[Headliner: ${purpose} data]`].filter(Boolean).join(' ');
    await client.query(`COMMENT ON DATABASE ${database} IS ${client.escapeLiteral(marking)}`);
    return purpose;
  });
}
