import { registerEnumType } from '@nestjs/graphql';

/** What an artist's places in the three ranges of one day say together. */
export enum Momentum {
  BREAKOUT = 'BREAKOUT',
  RISING = 'RISING',
  STAPLE = 'STAPLE',
  FADING = 'FADING',
}

registerEnumType(Momentum, {
  name: 'Momentum',
  description:
    "What an artist's places in the three ranges of one day say together. Headliner's own rule; where several fit, the first of BREAKOUT, FADING, RISING, STAPLE counts.",
  valuesMap: {
    BREAKOUT: { description: 'In the short-term list only.' },
    RISING: {
      description:
        'In the short-term list, and absent from the long-term one or more than 10 places worse there.',
    },
    STAPLE: { description: 'In all three lists, and neither rising nor fading.' },
    FADING: {
      description:
        'In the long-term list, and absent from the short-term one or more than 10 places worse there.',
    },
  },
});
