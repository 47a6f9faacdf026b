import type { Queryable } from '../connection/transaction.js';
import type { ImportedLine } from './imported-line.js';

/**
 * Keeps the lines of a file that is still arriving in tables of the transaction's own. So an upload holds no lock that
 * anybody else could wait for, however long it takes, and leaves nothing behind when it breaks off.
 */
export class StagedLines {
  private staged = 0;
  private readonly counts: Record<ImportedLine['type'], number> = { artist: 0, snapshot: 0, gap: 0 };

  private constructor(private readonly client: Queryable) {}

  static async open(client: Queryable): Promise<StagedLines> {
    await client.query(`
      CREATE TEMPORARY TABLE staged_artist (line int, id text, name text, "imageUrl" text) ON COMMIT DROP;
      CREATE TEMPORARY TABLE staged_snapshot (
        line int, range "TimeRange", day date, "takenAt" timestamptz, complete boolean, artists text[]
      ) ON COMMIT DROP;
      CREATE TEMPORARY TABLE staged_gap (line int, range "TimeRange", day date, reason "GapReason") ON COMMIT DROP`);
    return new StagedLines(client);
  }

  /** How many lines of each kind there are. */
  get count(): Readonly<Record<ImportedLine['type'], number>> {
    return this.counts;
  }

  async add(lines: readonly ImportedLine[]): Promise<void> {
    const numbered = lines.map((content) => ({ ...content, line: ++this.staged }));
    for (const type of ['artist', 'snapshot', 'gap'] as const) {
      const ofType = numbered.filter((line) => line.type === type);
      if (ofType.length === 0) continue;
      this.counts[type] += ofType.length;
      const table = `staged_${type}`;
      await this.client.query(
        `INSERT INTO ${table} SELECT said.* FROM jsonb_populate_recordset(NULL::${table}, $1) AS said`,
        [JSON.stringify(ofType)],
      );
    }
  }
}
