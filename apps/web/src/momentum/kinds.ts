import type { Momentum } from '../graphql/schema-words.js';

interface KindWords {
  readonly kind: Momentum;
  readonly title: string;
  /** The rule, as the API has it. */
  readonly rule: string;
  /** What stands there when nobody is of this kind. */
  readonly nobody: string;
}

/** The four kinds in the order in which the page tells of them: from the newest to the past. */
export const KINDS: readonly KindWords[] = [
  {
    kind: 'BREAKOUT',
    title: 'Breaking out',
    rule: 'In the list of the last 4 weeks, and in neither of the longer ones: you have only just found them.',
    nobody: 'Nobody is in the list of the last 4 weeks alone.',
  },
  {
    kind: 'RISING',
    title: 'Rising',
    rule: 'In the list of the last 4 weeks more than 10 places better than in that of the year, or not in that of the year at all.',
    nobody: 'Nobody stands so much better now than over the year.',
  },
  {
    kind: 'STAPLE',
    title: 'Staples',
    rule: 'In all three lists, at much the same height: you keep listening to them.',
    nobody: 'Nobody stands at much the same height in all three lists.',
  },
  {
    kind: 'FADING',
    title: 'Fading',
    rule: 'In the list of the year, and more than 10 places worse in that of the last 4 weeks, or gone from it.',
    nobody: 'Nobody of the year’s list has fallen that far.',
  },
];

/** The entries of a kind, in the order in which they came. */
export function ofKind<Entry extends { readonly kind: Momentum }>(
  entries: readonly Entry[],
  kind: Momentum,
): Entry[] {
  return entries.filter((entry) => entry.kind === kind);
}

/**
 * The day that the lists are of, where it can be told: the newest charts of all three ranges share it. Otherwise the
 * newest common day is older than at least one of them.
 */
export function commonDay(days: readonly (string | undefined)[]): string | null {
  const [first] = days;
  return first !== undefined && days.every((day) => day === first) ? first : null;
}
