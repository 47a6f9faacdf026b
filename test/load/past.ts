import type { Ground } from './ground.js';

/** Spotify's lists of a day differ from those of the day before by one artist, who comes in at the end. */
const ARTISTS = 400;
const DEPTH = 50;

/** A listener's snapshots up to yesterday, three a day, of which everything can be told beforehand. */
export class Past {
  readonly lastDay = dayBefore(1);
  readonly firstDay = dayBefore(this.days);

  constructor(
    readonly days: number,
    /** No two listeners with different ones have the same lists. */
    private readonly shift: number,
  ) {}

  async record(ground: Ground, listenerId: number): Promise<void> {
    await ground.sql(
      `INSERT INTO artist (spotify_id, name, spotify_url)
       SELECT id, 'Artist ' || number, 'https://open.spotify.com/artist/' || id
       FROM generate_series(0, $1::int - 1) AS number, LATERAL (SELECT lpad(number::text, 22, 'P') AS id) AS named
       ON CONFLICT DO NOTHING`,
      [ARTISTS],
    );
    await ground.sql(
      `WITH numbered AS MATERIALIZED (SELECT id, substr(name, 8)::int AS number FROM artist WHERE spotify_id LIKE 'PPPP%')
       INSERT INTO snapshot (listener_id, range, day, complete, taken_at, artist_ids)
       SELECT $1, range, day, false, day + time '05:12',
              ARRAY(SELECT id FROM generate_series(1, ${DEPTH}) AS rank
                    JOIN numbered ON number = (ago + rank + $4::int) % ${ARTISTS} ORDER BY rank)
       FROM generate_series(1, $2::int) AS ago, unnest(enum_range(NULL::"TimeRange")) AS range,
            LATERAL (SELECT $3::date + 1 - ago AS day) AS dated
       ORDER BY day`,
      [listenerId, this.days, this.lastDay, this.shift],
    );
  }

  /** Returns the names of the chart of `ago` days before today, in rank order. */
  names(ago: number): string[] {
    return Array.from({ length: DEPTH }, (_, index) => `Artist ${this.number(ago, index + 1)}`);
  }

  /** Returns the Spotify id of the artist at this rank. */
  id(ago: number, rank: number): string {
    return String(this.number(ago, rank)).padStart(22, 'P');
  }

  /** Returns the ranks of this artist, day by day, oldest first. */
  ranks(name: string): (number | null)[] {
    return Array.from(
      { length: this.days },
      (_, index) => this.names(this.days - index).indexOf(name) + 1 || null,
    );
  }

  private number(ago: number, rank: number): number {
    return (ago + rank + this.shift) % ARTISTS;
  }
}

function dayBefore(ago: number): string {
  return new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
}
