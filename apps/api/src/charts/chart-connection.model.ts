import { Field, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../graphql/page-info.model.js';
import { Chart } from './chart.model.js';

@ObjectType({ description: 'A chart in a list of charts.' })
export class ChartEdge {
  @Field({ description: 'Where it stands in the list: the first day of its period.' })
  cursor!: string;

  @Field(() => Chart, { description: 'The chart.' })
  node!: Chart;
}

@ObjectType({
  description:
    'A page of charts, one for each period that has a snapshot, newest first. Cursors stay good when newer charts arrive.',
})
export class ChartConnection {
  @Field(() => [ChartEdge], { description: 'The charts with their cursors.' })
  edges!: ChartEdge[];

  @Field(() => [Chart], { description: 'The charts without cursors.' })
  nodes!: Chart[];

  @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many charts the whole list has, from `from` through `to`.' })
  totalCount!: number;
}
