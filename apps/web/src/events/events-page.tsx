import './events.css';
import { useAddress } from '../address/search.js';
import { LinkTabs } from '../design/link-tabs.js';
import { Page } from '../design/page.js';
import { RANGES } from '../words/range.js';
import { KINDS, kindInAddress } from './kinds.js';
import { Timeline } from './timeline.js';

/** What happened on the charts, day by day. */
export function EventsPage() {
  const address = useAddress();
  const inAddress = address.get('range');
  const range = RANGES.find((each) => each.inAddress === inAddress)?.range ?? null;
  const kind = kindInAddress(address.get('kind'));
  return (
    <Page
      title="Events"
      lead="What happened from each snapshot to the next: who came, who went, who is on top, who has never stood higher."
      controls={
        <>
          <LinkTabs
            label="Window of listening"
            tabs={[
              { label: 'All', to: { range: null }, isCurrent: range === null },
              ...RANGES.map((each) => ({
                label: each.label,
                to: { range: each.inAddress },
                isCurrent: each.range === range,
              })),
            ]}
          />
          <LinkTabs
            label="What happened"
            areMany
            tabs={[
              { label: 'Everything', to: { kind: null }, isCurrent: kind === null },
              ...KINDS.map((each) => ({
                label: each.label,
                to: { kind: each.inAddress },
                isCurrent: each.kind === kind,
              })),
            ]}
          />
        </>
      }
    >
      <Timeline key={`${range} ${kind}`} range={range} kind={kind} />
    </Page>
  );
}
