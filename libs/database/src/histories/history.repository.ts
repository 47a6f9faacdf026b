import type { ChartDay, HistoryColumns } from '#charts';
import { Injectable } from '@nestjs/common';
import { Database } from '../connection/database.js';
import { Together } from '../connection/together.js';
import type { TimeRange } from '../generated/client.js';
import { PACK, type PackedHistory, unpackHistory } from './packed-history.js';

/** Ten years take 3 MB on their way from PostgreSQL: one statement must not bring those of everybody. */
const MOST_AT_ONCE = 30;

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

interface StateRow extends Omit<HistoryState, 'columns'>, PackedHistory {
  /** Its place among those that were asked, from 1. */
  readonly question: number;
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
    // Past Prisma, straight to the driver: Prisma would make text of the bytes, and parse it.
    const { rows } = await this.database.pool.query<StateRow>(
      `SELECT question::int, clock_now() AS now, timezone, history_revision.revision::text,
              (SELECT max(day)::text FROM unnest(enum_range(NULL::"TimeRange")) AS each (range)
               CROSS JOIN LATERAL (
                 SELECT day FROM snapshot WHERE listener_id = listener.id AND snapshot.range = each.range
                 ORDER BY day DESC LIMIT 1) AS last) AS "newestDay",
              packed.*
       FROM unnest($1::int[], $2::"TimeRange"[], $3::uuid[])
         WITH ORDINALITY AS asked (listener_id, range, known, question)
       JOIN listener ON listener.id = asked.listener_id
       LEFT JOIN history_revision
         ON history_revision.listener_id = listener.id AND history_revision.range = asked.range
       CROSS JOIN LATERAL (
         SELECT ${PACK} FROM (
           SELECT * FROM snapshot
           WHERE listener_id = listener.id AND snapshot.range = asked.range
             AND history_revision.revision IS DISTINCT FROM asked.known
           ORDER BY day) AS recorded) AS packed`,
      [
        different.map(({ listenerId }) => listenerId),
        different.map(({ range }) => range),
        different.map(({ known }) => known),
      ],
    );
    const states = new Map<string, HistoryState>();
    for (const row of rows) {
      const question = different[row.question - 1];
      if (question) states.set(nameOf(question), stateOf(row, question));
    }
    return (question) => states.get(nameOf(question)) ?? null;
  }
}

function nameOf({ listenerId, range, known }: Question): string {
  return `${listenerId}/${range}/${known}`;
}

function stateOf(row: StateRow, { known }: Question): HistoryState {
  const { now, timezone, newestDay, revision } = row;
  const changed = revision !== null && revision !== known;
  return { now, timezone, newestDay, revision, columns: changed ? unpackHistory(row) : null };
}
