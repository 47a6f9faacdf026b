import type { Momentum } from '../graphql/graphql.js';

interface KindText {
  readonly kind: Momentum;
  readonly title: string;
  /** The rule of the API in plain words. */
  readonly rule: string;
  /** Shown if no artist is of this kind. */
  readonly empty: string;
}

/** The kinds of momentum, from new discoveries to fading artists. */
export const KINDS: readonly KindText[] = [
  {
    kind: 'BREAKOUT',
    title: 'Breaking out',
    rule: 'In the 4-week list, but in neither of the longer ones. You have only just discovered them.',
    empty: 'No artist is in the 4-week list only.',
  },
  {
    kind: 'RISING',
    title: 'Rising',
    rule: 'More than 10 ranks better in the 4-week list than in the 1-year list, or not in the 1-year list at all.',
    empty: 'No artist ranks that much better now than over the year.',
  },
  {
    kind: 'STAPLE',
    title: 'Staples',
    rule: 'Around the same rank in all three lists. You keep listening to them.',
    empty: 'No artist has around the same rank in all three lists.',
  },
  {
    kind: 'FADING',
    title: 'Fading',
    rule: 'In the 1-year list, but more than 10 ranks worse in the 4-week list, or gone from it.',
    empty: 'No artist of the 1-year list has fallen that far.',
  },
];

/** The entries of one kind, in their order. */
export function filterByKind<Entry extends { readonly kind: Momentum }>(
  entries: readonly Entry[],
  kind: Momentum,
): Entry[] {
  return entries.filter((entry) => entry.kind === kind);
}

/**
 * The day of the newest charts of all three ranges; null if they differ. Momentum is then of an older day, which these
 * charts don't reveal.
 */
export function getCommonDay(days: readonly (string | undefined)[]): string | null {
  const [first] = days;
  return first !== undefined && days.every((day) => day === first) ? first : null;
}
