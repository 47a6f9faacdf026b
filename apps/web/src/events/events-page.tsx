import './events.css';
import { useAddress } from '../address/use-address.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { LinkTabs, RangeTabs } from '../design/tabs.js';
import { parseRange } from '../words/range.js';
import { KINDS, parseKind } from './event-kinds.js';
import { Timeline } from './timeline.js';
import { EVENTS, eventVariables } from './use-events.js';

/** Chart events, day by day. */
export function EventsPage() {
  const address = useAddress();
  const range = parseRange(address.get('range'));
  const kind = parseKind(address.get('kind'));
  return (
    <Page
      title="Events"
      lead="What changed from one snapshot to the next: new number ones, debuts, returns, peaks and drop-outs."
      controls={
        <>
          <RangeTabs selected={range} hasAll />
          <LinkTabs
            label="Kind of event"
            areMany
            tabs={[
              { label: 'All kinds', to: { kind: null }, isCurrent: kind === null },
              ...KINDS.map((each) => ({
                label: each.label,
                to: { kind: each.slug },
                isCurrent: each.kind === kind,
              })),
            ]}
          />
        </>
      }
    >
      <Timeline key={`${range} ${kind}`} range={range} kind={kind} />
      <OpenQuery document={EVENTS} variables={eventVariables(range, kind, null)} />
    </Page>
  );
}
