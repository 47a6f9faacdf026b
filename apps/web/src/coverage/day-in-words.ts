import { count } from '../words/count.js';
import { inWords } from '../words/day.js';
import { wordsOf } from '../words/range.js';
import type { AccountedDay, DayState } from './account-of-days.js';
import { REASONS } from './reasons.js';

const ofState = (state: DayState): string =>
  state === 'SNAPSHOT' ? 'recorded' : REASONS[state].label.toLowerCase();

/** `Tuesday 3 June 2026: recorded`; range by range where they differ. */
export function dayInWords({ day, states }: AccountedDay): string {
  const said = new Set(states.values());
  const [only] = said;
  const how =
    only && said.size === 1
      ? ofState(only)
      : [...states].map(([range, state]) => `${wordsOf(range).label} ${ofState(state)}`).join(', ');
  return `${inWords(day, 'long')}: ${how}`;
}

/** What a month of the calendar says to whoever does not see it. */
export function monthInWords(name: string, days: readonly AccountedDay[]): string {
  const gaps = days.filter(({ states }) => [...states.values()].some((state) => state !== 'SNAPSHOT'));
  const whole = `${name}: ${count(days.length, 'day')}`;
  return gaps.length === 0 ? `${whole}, all recorded` : `${whole}, ${gaps.length} with a gap`;
}
