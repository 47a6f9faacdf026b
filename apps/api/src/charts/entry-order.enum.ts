import type { ChartEntry } from '#charts';
import { registerEnumType } from '@nestjs/graphql';

/** How the entries of a chart can be ordered. */
export enum EntryOrder {
  RANK = 'RANK',
  RANK_CHANGE = 'RANK_CHANGE',
}

registerEnumType(EntryOrder, {
  name: 'EntryOrder',
  description: 'How the entries of a chart are ordered.',
  valuesMap: {
    RANK: { description: 'By place, the best first.' },
    RANK_CHANGE: {
      description:
        'By `rankChange`: the greatest climb first, the greatest fall last, then those of whom no change is known; the better place first among equals.',
    },
  },
});

/** Entries in the order that is wanted; they are given in rank order. */
export function ordered(entries: readonly ChartEntry[], order: EntryOrder): readonly ChartEntry[] {
  if (order === EntryOrder.RANK) return entries;
  const climb = ({ rankChange }: ChartEntry): number => rankChange ?? -Infinity;
  return entries.toSorted((one, other) => {
    if (climb(one) === climb(other)) return 0;
    return climb(one) > climb(other) ? -1 : 1;
  });
}
