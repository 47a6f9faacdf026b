import { describeDistance } from '../chart/chart-text.js';
import { addDays, formatDay } from '../words/days.js';

/** The two days of an address, in order. Null: the newest, and its usual baseline. */
export interface ChosenDays {
  readonly from: string | null;
  readonly to: string | null;
  readonly isEqual: boolean;
  /** The address has them the other way round. */
  readonly isReversed: boolean;
}

export function chooseDays(from: string | null, to: string | null): ChosenDays {
  if (from === null || to === null) return { from, to, isEqual: false, isReversed: false };
  const isReversed = from > to;
  return { from: isReversed ? to : from, to: isReversed ? from : to, isEqual: from === to, isReversed };
}

/** Sentences about days that differ from the chosen ones. */
export function describeDays(
  chosen: ChosenDays,
  shown: { readonly from: string; readonly to: string },
): string[] {
  const unrecorded = [
    { chosen: chosen.from, shown: shown.from },
    { chosen: chosen.to, shown: shown.to },
  ].flatMap((day) =>
    day.chosen === null || day.chosen === day.shown
      ? []
      : `No snapshot for ${formatDay(day.chosen)}: showing ${formatDay(day.shown)}, the newest one before it.`,
  );
  return [
    ...(chosen.isReversed ? ['The days were swapped, so the earlier one is on the left.'] : []),
    ...unrecorded,
  ];
}

const WEEKS_APART = [1, 4, 26, 52];

/** Days to compare with: 1, 4, 26 and 52 weeks before the later day, if the history reaches that far. */
export function suggestDays(to: string, since: string | null): { day: string; label: string }[] {
  return WEEKS_APART.map((weeks) => addDays(to, -7 * weeks))
    .filter((day) => since !== null && day >= since)
    .map((day) => ({ day, label: `${describeDistance(day, to)} apart` }));
}
