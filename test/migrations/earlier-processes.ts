import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError, Pool } from 'pg';

const ARTIST = { id: 'newcomer', name: 'Newcomer', spotifyUrl: 'https://open.spotify.com/artist/newcomer' };

/** Between two pieces of work of one kind. */
const PAUSE_MS = 100;

/**
 * What the worker of the earlier schema sends for each list. It takes two tables, so that it can meet a migration in a
 * circle of waiting; where PostgreSQL has it give in, the queue has the job done again.
 */
const RECORD = [
  `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
     SELECT id, 'SHORT_TERM', '2026-10-11', false, clock_now(), save_artists('[${JSON.stringify(ARTIST)}]')
   FROM listener WHERE spotify_id LIKE 'new\\_%' AND $1::int > 0 LIMIT 1 ON CONFLICT DO NOTHING`,
];

/** What processes of the earlier schema send, each as one transaction; $1 is a number that is not used twice. */
const WORK: readonly (readonly string[])[] = [
  RECORD,
  ["SELECT sess FROM session WHERE sid = 'session-1' AND expire >= to_timestamp($1)"],
  ["UPDATE session SET expire = now() + $1 * interval '1 second' WHERE sid = 'session-2'"],
  [
    `INSERT INTO session (sess, expire, sid) SELECT '{"cookie": {}}', now() + interval '1 hour', 'new-' || $1::int
     ON CONFLICT (sid) DO UPDATE SET sess = excluded.sess, expire = excluded.expire RETURNING sid`,
  ],
  [
    `WITH one AS (INSERT INTO listener (spotify_account_id, spotify_id, display_name)
       VALUES ('account of new_' || $1::int, 'new_' || $1::int, 'New') RETURNING id),
     granted AS (INSERT INTO spotify_grant (listener_id, scopes, authorized_at)
       SELECT id, '{user-top-read}', clock_now() FROM one)
     INSERT INTO snapshot_schedule (listener_id, due_at, look_at) SELECT id, NULL, NULL FROM one`,
    `UPDATE spotify_grant SET refresh_token = 'x' || $1::int, revision = revision + 1
     WHERE listener_id = (SELECT id FROM listener WHERE spotify_id = 'new_' || $1::int)`,
  ],
  ["UPDATE listener SET timezone = 'Asia/Tokyo' WHERE spotify_id LIKE 'new\\_%' AND $1::int > 0"],
  [
    `SELECT l.id, l.timezone, a.name FROM listener AS l JOIN top_list AS t ON t.listener_id = l.id
     JOIN artist AS a ON a.id = ANY (t.artist_ids) WHERE l.id = $1::int % 200 + 1`,
  ],
  ['SELECT range, count(*), min(day) FROM snapshot WHERE listener_id = $1::int % 200 + 1 GROUP BY range'],
  [
    `INSERT INTO snapshot_requests (listener_id, made_at) VALUES ($1::int % 200 + 1, ARRAY[clock_now()])
     ON CONFLICT (listener_id) DO UPDATE SET made_at = excluded.made_at`,
  ],
  ["SELECT * FROM pass_gate('earlier', 1, 1000000 + $1::int * 0)"],
  [
    'SELECT listener_id FROM snapshot_schedule WHERE look_at <= clock_now() AND $1::int > 0 FOR UPDATE SKIP LOCKED',
  ],
];

/**
 * Does the work of processes that are older than the migrations, with the limits that ours have, until it is stopped;
 * and notes what fails.
 */
export class EarlierProcesses {
  readonly failures: string[] = [];
  /** How much of each kind of work was done. */
  readonly done = WORK.map(() => 0);
  private readonly pool: Pool;
  private readonly loops: Promise<void>[];
  private stopping = false;
  private number = 1_000;

  constructor(databaseUrl: string) {
    this.pool = new Pool({
      connectionString: databaseUrl,
      max: 20,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 5_000,
    });
    // A connection that is being closed may hear of the database's end before its own.
    this.pool.on('error', () => undefined);
    this.loops = WORK.map((_, kind) => this.work(kind));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.loops);
    await this.pool.end();
  }

  private async work(kind: number): Promise<void> {
    while (!this.stopping) {
      await this.once(WORK[kind] ?? []).then(
        () => (this.done[kind] = (this.done[kind] ?? 0) + 1),
        (error: unknown) => {
          const again = WORK[kind] === RECORD && error instanceof DatabaseError && error.code === '40P01';
          if (!again) this.failures.push(String(error));
        },
      );
      await delay(PAUSE_MS);
    }
  }

  private async once(statements: readonly string[]): Promise<void> {
    const client = await this.pool.connect();
    const number = (this.number += 1);
    try {
      await client.query('BEGIN');
      for (const statement of statements) await client.query(statement, [number]);
      await client.query('COMMIT');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  }
}
