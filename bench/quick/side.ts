import { changeHistory, signInAll } from '../charts/clients.js';
import type { DayLists } from '../charts/listening.js';
import { CHART, WEEKLY_CHARTS, type Question } from '../charts/questions.js';
import { prepareRecord, recordAmong } from '../charts/record.js';
import { type LoadOptions, measureLoad } from '../charts/load.js';
import { addListeners, type Contender, startProduct } from '../peers/contenders.js';
import { planOf, queryOnce } from '../peers/rounds.js';
import { measureRound } from '../stage/load.js';
import type { Stage } from '../stage/stage.js';

/** Listeners who ask for charts, on four connections each. */
const LISTENERS = 2;
const OTHERS = 100;
/** Limits that no query reaches. Costs are still computed and counted. */
const LIMITS = { QUERY_COST_MAX: '1000000', QUERY_COST_PER_MINUTE: '1000000000' };

export interface Figures {
  /** Responses per second. */
  readonly rate: number;
  /** CPU of the API per request, user and system, in milliseconds. */
  readonly cpuMs: number;
}

export const WORKLOADS = [
  'topArtists, one listener',
  'topArtists, 1,000 listeners',
  'chart',
  'chart, history read again',
  '20 weekly charts',
] as const;
export type Workload = (typeof WORKLOADS)[number];

/** @throws if a response is wrong */
type Measure = (seconds: number) => Promise<Figures>;

/** One of the two trees that are compared: an API with its own database. */
export interface Side {
  /** What `topArtists` answers. Addresses of images differ, since each side has its own simulator. */
  readonly artistIds: readonly string[];
  readonly workloads: Readonly<Record<Workload, Measure>>;
  close(): Promise<void>;
}

/** Records these lists and starts an API. */
export async function prepareSide(stage: Stage, lists: readonly DayLists[]): Promise<Side> {
  await prepareRecord(stage, lists);
  const product = await startProduct(stage, LIMITS);
  const callers = await signInAll(stage, product.serving, lists, LISTENERS);
  await recordAmong(stage, callers, lists.length, OTHERS);
  // The first response comes from Spotify, later ones from the stored list.
  const { text, entries } = await queryOnce(product);
  const crowd = await addListeners(stage, product);

  const top =
    (contender: Contender): Measure =>
    (seconds) =>
      measureRound(stage, contender.serving, planOf(contender, text), seconds);
  const charts =
    (question: Question, before?: LoadOptions['before']): Measure =>
    (seconds) =>
      measureLoad(stage, product.serving, callers, question, {
        seconds,
        everyMs: 0,
        warmUpSeconds: 0.2,
        ...(before && { before }),
      });
  return {
    artistIds: entries.map(({ artist }) => artist.id),
    workloads: {
      'topArtists, one listener': top(product),
      'topArtists, 1,000 listeners': top(crowd),
      chart: charts(CHART),
      'chart, history read again': charts(CHART, (listenerId) => changeHistory(stage, listenerId)),
      '20 weekly charts': charts(WEEKLY_CHARTS),
    },
    async close() {
      for (const { connections } of callers) for (const client of connections) client.close();
      await product.serving.stop();
    },
  };
}
