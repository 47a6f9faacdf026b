import { registerEnumType } from '@nestjs/graphql';

/** What can happen between two snapshots. */
export enum ChartEventKind {
  NEW_NUMBER_ONE = 'NEW_NUMBER_ONE',
  NEW_ENTRY = 'NEW_ENTRY',
  RE_ENTRY = 'RE_ENTRY',
  NEW_PEAK = 'NEW_PEAK',
  DROP_OUT = 'DROP_OUT',
}

registerEnumType(ChartEventKind, {
  name: 'ChartEventKind',
  description: 'What can happen between one snapshot of a range and the next.',
  valuesMap: {
    NEW_NUMBER_ONE: { description: 'Another artist is at number one than in the snapshot before.' },
    NEW_ENTRY: { description: 'An artist stands on this chart for the first time ever.' },
    RE_ENTRY: { description: 'An artist is back who was not in the snapshot before, but in an older one.' },
    NEW_PEAK: {
      description:
        'An artist ranks better than ever before on this chart. A first entry is not also a new peak.',
    },
    DROP_OUT: { description: 'An artist of the snapshot before is gone.' },
  },
});
