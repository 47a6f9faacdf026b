import type { Serving } from '../stage/child.js';
import { interleave } from '../stage/load.js';
import type { Stage } from '../stage/stage.js';
import { type Caller, changeHistory } from './clients.js';
import { type Load, type LoadOptions, measureLoad } from './load.js';
import { CHART, EVENTS, LARGEST, MOMENTUM, WEEKLY_CHARTS, type Question, TREND } from './questions.js';
import { yearEndOf } from './year-end.js';

/** A row of the tables. */
export interface Asked {
  readonly what: string;
  readonly question: Question;
  /** Whether the API reads the history from PostgreSQL for each query. */
  readonly reread?: boolean;
  /** The limit of one client's p50 in milliseconds. */
  readonly maxMs: number;
  /** What is asked, in the table of headlines. */
  readonly headline?: string;
}

export const ASKED: readonly Asked[] = [
  {
    what: 'chart',
    question: CHART,
    maxMs: 10,
    headline: 'a chart',
  },
  {
    what: 'chart, history read again',
    question: CHART,
    reread: true,
    maxMs: 40,
    headline: 'a chart, with the history read again',
  },
  {
    what: 'rank history',
    question: TREND,
    maxMs: 25,
    headline: 'the weekly ranks of ten artists',
  },
  { what: 'momentum', question: MOMENTUM, maxMs: 10 },
  { what: 'chart events', question: EVENTS, maxMs: 25 },
  {
    what: 'weekly charts',
    question: WEEKLY_CHARTS,
    maxMs: 50,
    headline: '20 weekly charts',
  },
  { what: 'year-end chart', question: yearEndOf(new Date().getUTCFullYear() - 1), maxMs: 25 },
];
/** The largest question that the limits allow. */
export const LARGEST_ASKED: Asked = { what: 'largest question', question: LARGEST, maxMs: 1_000 };
/** Histories are not read again for each query of people who pause. */
export const RESTING_ASKED = ASKED.filter(({ reread }) => !reread);

const ROUNDS = 5;
const WITHOUT_PAUSE = { seconds: 1.2, everyMs: 0, warmUpSeconds: 0.3 };
const RESTING_ROUNDS = 3;
const ONCE_A_SECOND = { seconds: 2.5, everyMs: 1_000, warmUpSeconds: 0.3 };

/** The rounds of each question. */
export type Rounds = readonly (readonly Load[])[];

/**
 * Asks each question on one connection, question after question in each round.
 *
 * @throws if a response is wrong
 */
export function measureAlone(
  stage: Stage,
  api: Serving,
  caller: Caller,
  all: readonly Asked[],
  rounds = ROUNDS,
): Promise<Rounds> {
  const alone = { ...caller, connections: [caller.connections[0]] } as const;
  return interleave(
    rounds,
    all.map((asked) => measureOf(stage, api, [alone], asked, WITHOUT_PAUSE)),
  );
}

/** What the clients of all callers cost: without a pause, and once a second by each. */
export interface ManyClients {
  readonly busy: Rounds;
  /** Of {@link RESTING_ASKED}. */
  readonly resting: Rounds;
}

/** @throws if a response is wrong */
export async function measureTogether(
  stage: Stage,
  api: Serving,
  callers: readonly Caller[],
): Promise<ManyClients> {
  const measures = (all: readonly Asked[], options: LoadOptions) =>
    all.map((asked) => measureOf(stage, api, callers, asked, options));
  return {
    busy: await interleave(ROUNDS, measures(ASKED, WITHOUT_PAUSE)),
    resting: await interleave(RESTING_ROUNDS, measures(RESTING_ASKED, ONCE_A_SECOND)),
  };
}

function measureOf(
  stage: Stage,
  api: Serving,
  callers: readonly Caller[],
  { question, reread = false }: Asked,
  options: LoadOptions,
): () => Promise<Load> {
  const before = reread && { before: (listenerId: number) => changeHistory(stage, listenerId) };
  return () => measureLoad(stage, api, callers, question, { ...options, ...before });
}
