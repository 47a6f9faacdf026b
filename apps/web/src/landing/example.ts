import type { RankPoint } from '../bump-chart/series.js';
import type { ChartShown } from '../chart/chart-query.js';
import type { TimeRange } from '../graphql/schema-words.js';
import charts from './example.json';

/** The chart of an invented listener, and where its first six stood in the half year before. */
export interface Example extends ChartShown {
  readonly trends: readonly {
    readonly artist: {
      readonly id: string;
      readonly name: string;
      readonly rankHistory: readonly RankPoint[];
    };
  }[];
}

/** The demo's charts of one day, 20 places deep. `scripts/make-example.ts` makes them anew. */
export const EXAMPLE = charts as Readonly<Record<TimeRange, Example>>;
