import { mint } from '../api/minting.js';
import { History } from '../api/history.js';
import type { Stage } from '../support/index.js';

const WEEKS = 25;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What a listener has who has been here for 25 weeks: a snapshot every seventh day, of which one is today's. */
export interface WeeklyHistory {
  /** The days, newest first. */
  readonly days: readonly string[];
  /** Of an access token. */
  readonly secret: string;
}

/** Every week the number one leaves for the last place, and everybody else moves up by one. */
export async function haveWeeklyHistory(stage: Stage): Promise<WeeklyHistory> {
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

/** Who was at number one so many weeks ago. */
export function numberOne(weeksAgo: number): string {
  return `Artist ${ALPHABET[WEEKS - weeksAgo]}`;
}
