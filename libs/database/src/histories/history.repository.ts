import type { ChartDay, HistoryColumns } from '#charts';
import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { RowsStatement } from '../connection/rows-statement.js';
import { Together } from '../connection/together.js';
import type { TimeRange } from '../generated/client.js';
import { PACKED_TYPES, type PackedSnapshots, packedSnapshots, unpackHistory } from './packed-history.js';

/** Ten years are 3 MB on their way from PostgreSQL: one statement must not bring those of everybody. */
const MOST_AT_ONCE = 8;

/** Where a history stands now. */
export interface HistoryState {
  /** By PostgreSQL's clock. */
  readonly now: Date;
  /** IANA name of the listener's zone. */
  readonly timezone: string;
  /** The newest day with a snapshot of any range. */
  readonly newestDay: ChartDay | null;
  /** Another one after every change of the history; null while there has been no snapshot. */
  readonly revision: string | null;
  /** The history as of that revision; null where it is the one that was known, and where there is none. */
  readonly columns: HistoryColumns | null;
}

interface Question {
  readonly listenerId: number;
  readonly range: TimeRange;
  readonly known: string | null;
}

const HISTORIES = new RowsStatement(
  'read-histories',
  ['int', '"TimeRange"', 'uuid'],
  (questions) => `
    WITH state AS MATERIALIZED (
      SELECT asked.*, timezone, history_revision.revision,
             (SELECT max(day)::text FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
              CROSS JOIN LATERAL (
                SELECT day FROM snapshot WHERE listener_id = listener.id AND snapshot.range = each.range
                ORDER BY day DESC LIMIT 1) AS last) AS newest_day
      FROM ${questions} AS asked (listener_id, range, known, question)
      JOIN listener ON listener.id = asked.listener_id
      LEFT JOIN history_revision
        ON history_revision.listener_id = listener.id AND history_revision.range = asked.range)
    SELECT question::int, clock_now() AS now, timezone, revision::text, newest_day AS "newestDay", packed.*
    FROM state LEFT JOIN LATERAL (${packedSnapshots(`
      snapshot.listener_id = state.listener_id AND snapshot.range = state.range
      AND state.revision IS DISTINCT FROM state.known`)}) AS packed ON true
    ORDER BY question, pack`,
);

interface StateRow extends Omit<HistoryState, 'columns'>, PackedSnapshots {
  /** Its place among those that were asked, from 1. */
  readonly question: number;
  /** Null where no snapshots come with it. */
  readonly pack: number | null;
}

/** Reads whole histories, and tells for those that are known whether they have changed. */
@Injectable()
export class HistoryRepository {
  private readonly questions = new Together(
    (questions: readonly Question[]) => this.readAll(questions),
    0,
    MOST_AT_ONCE,
  );

  constructor(private readonly database: Database) {}

  /**
   * What is asked at the same time is answered by one statement, and what is asked twice is read once.
   *
   * @param known the revision that the caller has; null where it has none
   * @returns null when the listener does not exist
   */
  read(listenerId: number, range: TimeRange, known: string | null): Promise<HistoryState | null> {
    return this.questions.ask({ listenerId, range, known });
  }

  private async readAll(asked: readonly Question[]): Promise<(question: Question) => HistoryState | null> {
    const different = [...new Map(asked.map((question) => [nameOf(question), question])).values()];
    const { rows } = await this.database.pool.query<StateRow>({
      ...HISTORIES.of(different.map(({ listenerId, range, known }) => [listenerId, range, known])),
      types: PACKED_TYPES,
    });
    const states = new Map<string, HistoryState>();
    for (const [index, question] of different.entries()) {
      const state = stateOf(
        rows.filter((row) => row.question === index + 1),
        question,
      );
      if (state) states.set(nameOf(question), state);
    }
    return (question) => states.get(nameOf(question)) ?? null;
  }
}

function nameOf({ listenerId, range, known }: Question): string {
  return `${listenerId}/${range}/${known}`;
}

function stateOf(rows: readonly StateRow[], { known }: Question): HistoryState | null {
  const [row] = rows;
  if (!row) return null;
  const { now, timezone, newestDay, revision } = row;
  const changed = revision !== null && revision !== known;
  const packs = rows.filter(({ pack }) => pack !== null);
  return { now, timezone, newestDay, revision, columns: changed ? unpackHistory(packs) : null };
}
