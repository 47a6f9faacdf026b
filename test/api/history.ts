import { z } from 'zod';
import type { Stage } from '../support/index.js';

const COVERAGE = `query ($range: TimeRange!, $first: Int) {
  viewer { coverage(range: $range) { since snapshotCount gapCount nextSnapshotAt gaps(first: $first) { day reason } } }
}`;

const coverage = z.object({
  since: z.string().nullable(),
  snapshotCount: z.number(),
  gapCount: z.number(),
  nextSnapshotAt: z.iso.datetime().nullable(),
  gaps: z.array(z.object({ day: z.string(), reason: z.string() })),
});
const answer = z.object({ viewer: z.object({ coverage }) });

export type Coverage = z.output<typeof coverage>;

/** The history of one listener, inserted directly into the tables. */
export class History {
  private constructor(
    private readonly stage: Stage,
    readonly listenerId: number,
  ) {}

  /** Sets the clock to `now`, signs a listener in, and sets the first day of the history to `firstDay`. */
  static async open(stage: Stage, now: string, firstDay: string): Promise<History> {
    await stage.instance.setClock(new Date(now));
    await stage.client.signIn();
    const [row] = await stage.instance.sql<{ id: number }>(
      'UPDATE listener SET first_day = $1 RETURNING id',
      [firstDay],
    );
    return new History(stage, z.int().parse(row?.id));
  }

  async snapshots(range: string, ...chartDays: string[]): Promise<void> {
    await this.stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT $1, $2::"TimeRange", day, true, day, '{}' FROM unnest($3::date[]) AS day`,
      [this.listenerId, range, chartDays],
    );
  }

  /**
   * Inserts snapshots by day, each a word whose letters are artists in rank order; see {@link artistId}.
   *
   * @param complete whether there were no more entries
   */
  async lists(
    range: string,
    words: Readonly<Record<string, string>>,
    complete = true,
    source = 'SPOTIFY',
  ): Promise<void> {
    await this.stage.instance.sql(
      `INSERT INTO artist (spotify_id, name, spotify_url)
       SELECT repeat(letter, 22), 'Artist ' || letter, 'https://open.spotify.com/artist/' || repeat(letter, 22)
       FROM unnest($1::text[]) AS letter ON CONFLICT DO NOTHING`,
      [[...new Set(Object.values(words).join(''))]],
    );
    await this.stage.instance.sql(
      `INSERT INTO snapshot (listener_id, range, day, complete, source, taken_at, artist_ids)
       SELECT $1, $2::"TimeRange", day, $3, $6::"SnapshotSource", day + time '05:12',
              ARRAY(SELECT id FROM string_to_table(word, NULL) WITH ORDINALITY AS place (letter, rank)
                    JOIN artist ON spotify_id = repeat(letter, 22) ORDER BY rank)
       FROM unnest($4::date[], $5::text[]) AS list (day, word)`,
      [this.listenerId, range, complete, Object.keys(words), Object.values(words), source],
    );
  }

  async failure(range: string, day: string, reason: string): Promise<void> {
    await this.stage.instance.sql(
      `INSERT INTO snapshot_failure (listener_id, range, day, reason, failed_at) VALUES ($1, $2, $3::date, $4, $3::date)`,
      [this.listenerId, range, day, reason],
    );
  }

  async interruption(kind: string, beganAt: string, endedAt: string | null): Promise<void> {
    await this.stage.instance.sql(
      'INSERT INTO interruption (listener_id, kind, began_at, ended_at) VALUES ($1, $2, $3, $4)',
      [this.listenerId, kind, beganAt, endedAt],
    );
  }

  async zone(timezone: string): Promise<void> {
    await this.stage.instance.sql('UPDATE listener SET timezone = $2 WHERE id = $1', [
      this.listenerId,
      timezone,
    ]);
  }

  async due(at: string | null): Promise<void> {
    await this.stage.instance.sql('UPDATE snapshot_schedule SET due_at = $2 WHERE listener_id = $1', [
      this.listenerId,
      at,
    ]);
  }

  /** Returns when the next snapshot is due, or null if none is. */
  async dueAt(): Promise<Date | null> {
    const [row] = await this.stage.instance.sql<{ due_at: Date | null }>(
      'SELECT due_at FROM snapshot_schedule WHERE listener_id = $1',
      [this.listenerId],
    );
    return row?.due_at ?? null;
  }

  /** Queries the coverage of a range. */
  async coverage(range = 'SHORT_TERM', first = 100): Promise<Coverage> {
    const { data } = await this.stage.client.graphql(COVERAGE, { range, first });
    return answer.parse(data).viewer.coverage;
  }
}

/** Returns the Spotify ID of the artist with this letter. */
export function artistId(letter: string): string {
  return letter.repeat(22);
}

/** Returns the days from `first` through `last`. */
export function days(first: string, last: string): string[] {
  const count = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  );
}
