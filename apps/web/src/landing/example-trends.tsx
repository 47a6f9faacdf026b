import { assignSlots } from '../bump-chart/slots.js';
import { BumpChart } from '../bump-chart/bump-chart.js';
import { Section } from '../design/section.js';
import type { Example } from './example.js';

/** Where the first of the example stood in the half year before. */
export function ExampleTrends({ trends }: Pick<Example, 'trends'>) {
  const all = trends.map(({ artist: { id, name, rankHistory } }) => ({ id, name, points: rankHistory }));
  const slots = assignSlots(
    new Map(),
    all.map(({ id }) => id),
  );
  return (
    <Section
      title="Half a year of it"
      hint="Ranks week by week, number one on top. Point at a line to follow it."
    >
      <div className="example-trends">
        <BumpChart all={all} slots={slots} interval="WEEK" label="Ranks of six artists over half a year" />
      </div>
    </Section>
  );
}
