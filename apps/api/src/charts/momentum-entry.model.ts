import type * as charts from '#charts';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Artist } from '../artists/artist.model.js';
import { Momentum } from './momentum.enum.js';

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
