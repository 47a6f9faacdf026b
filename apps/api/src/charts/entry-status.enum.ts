import { registerEnumType } from '@nestjs/graphql';

/** How an entry of a chart stands to the baseline. */
export enum EntryStatus {
  NEW_ENTRY = 'NEW_ENTRY',
  RE_ENTRY = 'RE_ENTRY',
  MOVED_UP = 'MOVED_UP',
  MOVED_DOWN = 'MOVED_DOWN',
  NO_CHANGE = 'NO_CHANGE',
}

registerEnumType(EntryStatus, {
  name: 'EntryStatus',
  description: 'How an entry of a chart stands to the chart that it is compared to.',
  valuesMap: {
    NEW_ENTRY: {
      description: 'Not in the chart compared to, nor in any older snapshot: never on this chart before.',
    },
    RE_ENTRY: { description: 'Not in the chart compared to, but in an older snapshot: it has come back.' },
    MOVED_UP: { description: 'Ranked better than in the chart compared to.' },
    MOVED_DOWN: { description: 'Ranked worse than in the chart compared to.' },
    NO_CHANGE: { description: 'At the same rank as in the chart compared to.' },
  },
});
