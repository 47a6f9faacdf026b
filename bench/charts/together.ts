import { z } from 'zod';
import type { Serving } from '../stage/child.js';
import type { Stage } from '../stage/stage.js';
import { Asking } from './asking.js';
import type { DayLists } from './listening.js';
import { type Load, loadOf } from './load.js';
import { CHART, PAGE, TREND } from './questions.js';

/** Connections of each listener; with eight listeners they are 32. */
const CONNECTIONS = 4;
/** So many artists further on begin those of the next listener. */
const SHIFT = 3_000;
const SECONDS = 4;
/** Each client asks once a second. */
const RESTING = { seconds: 5, everyMs: 1_000 };

/** A listener with ten years on record, and the connections on which they ask. */
export interface Caller {
  readonly listenerId: number;
  readonly shift: number;
  readonly lists: readonly DayLists[];
  readonly connections: readonly [Asking, ...Asking[]];
}

/** What 32 clients cost who ask without a pause; and who ask once a second each. */
export interface ConcurrentCosts {
  readonly clients: number;
  readonly chart: Load;
  readonly cold: Load;
  readonly trend: Load;
  readonly page: Load;
  readonly resting: Readonly<Record<'chart' | 'trend' | 'page', Load>>;
}

/** Signs in so many listeners, `demo_01` first. */
export async function signInAll(
  stage: Stage,
  api: Serving,
  lists: readonly DayLists[],
  count: number,
): Promise<[Caller, ...Caller[]]> {
  const signIn = async (name: string, index: number): Promise<Caller> => {
    const first = await Asking.signIn(stage, api, name);
    const [listener] = await stage.sql<{ id: number }>('SELECT id FROM listener WHERE spotify_id = $1', [
      name,
    ]);
    const shift = index * SHIFT;
    return {
      listenerId: z.int().parse(listener?.id),
      shift,
      lists: shift === 0 ? lists : lists.map((day) => shifted(day, shift)),
      connections: [first, ...Array.from({ length: CONNECTIONS - 1 }, () => first.beside())],
    };
  };
  const callers: [Caller, ...Caller[]] = [await signIn('demo_01', 0)];
  for (let index = 1; index < count; index += 1) callers.push(await signIn(`listener_${index}`, index));
  return callers;
}

/** Makes the API read all histories of a listener again. */
export async function changeHistory(stage: Stage, listenerId: number): Promise<void> {
  await stage.sql('UPDATE history_revision SET revision = gen_random_uuid() WHERE listener_id = $1', [
    listenerId,
  ]);
}

/** @throws when an answer is wrong */
export async function askTogether(
  stage: Stage,
  api: Serving,
  callers: readonly Caller[],
): Promise<ConcurrentCosts> {
  const ask = (question: typeof CHART, way: Parameters<typeof loadOf>[4]): Promise<Load> =>
    loadOf(stage, api, callers, question, way);
  const hurried = { seconds: SECONDS, everyMs: 0 };
  return {
    clients: callers.length * CONNECTIONS,
    chart: await ask(CHART, hurried),
    cold: await ask(CHART, { ...hurried, before: (listenerId) => changeHistory(stage, listenerId) }),
    trend: await ask(TREND, hurried),
    page: await ask(PAGE, hurried),
    resting: {
      chart: await ask(CHART, RESTING),
      trend: await ask(TREND, RESTING),
      page: await ask(PAGE, RESTING),
    },
  };
}

function shifted(day: DayLists, by: number): DayLists {
  const list = (artists: readonly number[]): number[] => artists.map((artist) => artist + by);
  return {
    SHORT_TERM: list(day.SHORT_TERM),
    MEDIUM_TERM: list(day.MEDIUM_TERM),
    LONG_TERM: list(day.LONG_TERM),
  };
}
