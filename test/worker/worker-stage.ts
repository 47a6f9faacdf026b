import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { Pool } from 'pg';
import { Database, loadKeyring, SignInRepository, TokenCipher } from '#database';
import { Instance, type OurProcess } from '../support/index.js';
import { until } from '../support/until.js';

/** A stored snapshot, without its artists. */
export interface StoredSnapshot {
  readonly listener_id: number;
  readonly range: string;
  readonly day: string;
  readonly depth: number;
}

const RANGES = ['LONG_TERM', 'MEDIUM_TERM', 'SHORT_TERM'];

/** An instance without listeners before each test. Workers that a test starts end with it. */
export class WorkerStage {
  private opened: Instance | undefined;
  private workers: OurProcess[] = [];

  constructor() {
    beforeAll(async () => {
      this.opened = await Instance.open();
    });
    beforeEach(async () => {
      await this.instance.simulator.control.reset();
      await this.instance.setClock();
      // At noon no test reaches the end of a day by chance.
      await this.instance.advanceClock(secondsUntilNoon());
      await this.instance.deleteAll();
    });
    afterEach(async () => {
      for (const worker of this.workers.splice(0)) worker.kill('SIGKILL');
    });
    afterAll(() => this.opened?.close());
  }

  get instance(): Instance {
    if (!this.opened) throw new Error('the instance is opened in beforeAll: use it inside a test');
    return this.opened;
  }

  /** Starts one worker for all tests of the enclosing `describe`. */
  shareWorker(settings: Readonly<Record<string, string>> = {}): () => OurProcess {
    let worker: OurProcess | undefined;
    beforeAll(async () => {
      // Else it would begin with the listeners of the test before.
      await this.instance.deleteAll();
      worker = await this.instance.startWorker(settings);
    });
    afterAll(() => worker?.kill('SIGKILL'));
    afterEach(() => this.until(async () => (await this.countJobs('active')) === 0, 'no job is active'));
    return () => {
      if (!worker) throw new Error('The worker starts before the first test.');
      return worker;
    };
  }

  async startWorker(settings: Readonly<Record<string, string>> = {}): Promise<OurProcess> {
    const worker = await this.instance.startWorker(settings);
    this.workers.push(worker);
    return worker;
  }

  /** Records sign-ins of the simulator's listeners as the callback does, and returns the listener ids. */
  async signIn(...names: string[]): Promise<number[]> {
    const { settings, database, simulator } = this.instance;
    const { keyring } = await loadKeyring(settings['KEYRING_FILE'] ?? '');
    const connection = new Database(new Pool({ connectionString: database.url, max: 4 }));
    const signIns = new SignInRepository(connection, new TokenCipher(keyring));
    try {
      const ids: number[] = [];
      for (const name of names) {
        const { accessToken, expiresInSeconds, refreshToken } = await simulator.control.grant({
          listener: name,
        });
        const signIn = {
          profile: { id: name, accountId: `account of ${name}`, displayName: null, imageUrl: null },
          tokens: { accessToken, expiresInSeconds, refreshToken },
          scopes: ['user-top-read'],
          consentRenewed: true,
        };
        ids.push(await signIns.record(signIn));
      }
      return ids;
    } finally {
      await connection.onApplicationShutdown();
    }
  }

  /** Returns all snapshots in the order of listener, day and range. */
  snapshots(): Promise<StoredSnapshot[]> {
    return this.instance.sql<StoredSnapshot & Record<string, unknown>>(
      `SELECT listener_id, range::text AS range, day::text AS day, cardinality(artist_ids) AS depth
       FROM snapshot ORDER BY listener_id, day, range::text`,
    );
  }

  async snapshotCount(): Promise<number> {
    const [row] = await this.instance.sql<{ count: number }>('SELECT count(*)::int AS count FROM snapshot');
    return row?.count ?? 0;
  }

  /** Returns the current chart day in UTC by PostgreSQL's clock, or the day `later` days after it. */
  async day(later = 0): Promise<string> {
    const [row] = await this.instance.sql<{ day: string }>(
      `SELECT ((clock_now() AT TIME ZONE 'UTC')::date + ${later})::text AS day`,
    );
    if (!row) throw new Error('PostgreSQL returned no day');
    return row.day;
  }

  /** Returns the snapshots of all three ranges of a day in the form of {@link snapshots}. */
  wholeDay(listenerId: number, day: string, depth = 50): StoredSnapshot[] {
    return RANGES.map((range) => ({ listener_id: listenerId, range, day, depth }));
  }

  /** Returns the top-list requests that Spotify received, as `listener range`, in alphabetical order. */
  async listCalls(): Promise<string[]> {
    const requests = await this.instance.simulator.control.requests();
    return requests
      .filter(({ endpoint }) => endpoint === 'top-artists')
      .map(({ listener, range }) => `${listener} ${range}`)
      .sort();
  }

  async countJobs(state: 'active' | 'completed'): Promise<number> {
    const [row] = await this.instance.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM pgboss.job WHERE state = $1::pgboss.job_state',
      [state],
    );
    return row?.count ?? 0;
  }

  /** Makes a listener due now. */
  async makeDue(listenerId: number): Promise<void> {
    await this.instance.sql(
      'UPDATE snapshot_schedule SET due_at = clock_now(), claimable_at = clock_now() WHERE listener_id = $1',
      [listenerId],
    );
  }

  /** Returns the seconds until the listener is due; null for never. */
  async dueInSeconds(listenerId: number): Promise<number | null> {
    const [row] = await this.instance.sql<{ seconds: number | null }>(
      `SELECT extract(epoch FROM due_at - clock_now())::float8 AS seconds FROM snapshot_schedule
       WHERE listener_id = $1`,
      [listenerId],
    );
    return row?.seconds ?? null;
  }

  /** Waits up to 60 s for a condition. */
  async until(condition: () => Promise<boolean>, what: string): Promise<void> {
    await until(condition, what, 60_000).catch((cause: Error) => {
      const logs = this.workers.map((worker) => worker.logs).join('\n');
      throw new Error(`${cause.message}. Workers wrote:\n${logs}`, { cause });
    });
  }

  async untilSnapshots(count: number): Promise<void> {
    await this.until(async () => (await this.snapshotCount()) >= count, `${count} snapshots`);
  }

  /** Waits until `completed` jobs are completed and none is active. */
  async untilIdle(completed: number): Promise<void> {
    await this.until(
      async () => (await this.countJobs('completed')) >= completed,
      `${completed} jobs completed`,
    );
    await this.until(async () => (await this.countJobs('active')) === 0, 'no job is active');
  }
}

function secondsUntilNoon(): number {
  const day = 86_400_000;
  return (day - ((Date.now() + day / 2) % day)) / 1_000;
}
