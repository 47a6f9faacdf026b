import { registerEnumType } from '@nestjs/graphql';

/** How long the periods are that a history is divided into. */
export enum ChartInterval {
  DAY = 'DAY',
  WEEK = 'WEEK',
  MONTH = 'MONTH',
}

registerEnumType(ChartInterval, {
  name: 'ChartInterval',
  description:
    'How long the periods are that a history is divided into. The last snapshot of a period stands for it.',
  valuesMap: {
    DAY: { description: 'Single days.' },
    WEEK: { description: 'ISO weeks: Monday through Sunday.' },
    MONTH: { description: 'Calendar months.' },
  },
});
