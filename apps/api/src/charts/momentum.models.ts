import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';

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

import type * as charts from '#charts';

@ObjectType({ description: 'What the three ranges of one day say together about an artist.' })
export class MomentumEntry {
  @Field(() => Artist, { description: 'Who it is.' })
  artist!: Artist;

  @Field(() => Momentum, { description: 'What they say.' })
  kind!: charts.Momentum;

  @Field(() => Int, { nullable: true, description: 'The rank over about 4 weeks. Null: not in that list.' })
  shortTermRank!: number | null;

  @Field(() => Int, { nullable: true, description: 'The rank over about 6 months. Null: not in that list.' })
  mediumTermRank!: number | null;

  @Field(() => Int, { nullable: true, description: 'The rank over about a year. Null: not in that list.' })
  longTermRank!: number | null;
}
