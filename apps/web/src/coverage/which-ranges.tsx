import { LinkTabs } from '../design/link-tabs.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { RANGES } from '../words/range.js';

/** All three ranges, or one of them. */
export function WhichRanges({ chosen }: { readonly chosen: TimeRange | null }) {
  const ofOne = RANGES.map(({ range, inAddress, label, about }) => ({
    label,
    to: { range: inAddress },
    isCurrent: range === chosen,
    title: `Ranked by Spotify over ${about}`,
  }));
  const ofAll = { label: 'All', to: { range: null }, isCurrent: chosen === null };
  return <LinkTabs label="Window of listening" tabs={[ofAll, ...ofOne]} />;
}
