import { mint } from '../api/minting.js';
import { History } from '../api/history.js';
import type { Stage } from '../support/index.js';

const WEEKS = 25;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The history of a listener with a weekly snapshot for 25 weeks, the newest of today. */
export interface WeeklyHistory {
  /** The days, newest first. */
  readonly days: readonly string[];
  /** The secret of an access token. */
  readonly secret: string;
}

/** Records a history in which the number one falls to the last place every week, and all others move up by one. */
export async function recordWeeklyHistory(stage: Stage): Promise<WeeklyHistory> {
  const now = new Date();
  const days = Array.from({ length: WEEKS }, (_, ago) =>
    new Date(now.getTime() - ago * 7 * 86_400_000).toISOString().slice(0, 10),
  );
  const history = await History.open(stage, now.toISOString(), days.at(-1) ?? '');
  const lists = Object.fromEntries(
    days.map((day, ago) => [day, ALPHABET.slice(WEEKS - ago) + ALPHABET.slice(0, WEEKS - ago)]),
  );
  await history.lists('SHORT_TERM', lists);
  await history.lists('LONG_TERM', lists);
  return { days, secret: (await mint(stage.client)).secret };
}

/** Returns the name of the number one of `weeksAgo` weeks ago. */
export function numberOne(weeksAgo: number): string {
  return `Artist ${ALPHABET[WEEKS - weeksAgo]}`;
}
