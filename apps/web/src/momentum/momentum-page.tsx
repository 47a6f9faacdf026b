import '../design/artist-table.css';
import './momentum.css';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { DayPicker } from '../design/day-picker.js';
import { Notice } from '../design/notice.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { formatDay } from '../words/days.js';
import { MomentumGroups } from './momentum-groups.js';
import { getCommonDay } from './momentum-kinds.js';
import { MOMENTUM } from './momentum.query.js';

/** Artists on the way up and on the way down, from the three lists of one day. */
export function MomentumPage() {
  const on = useAddress().getDay('on');
  const query = useQuery({ query: MOMENTUM, variables: { on } });
  const [{ data }] = query;
  const newest = [data?.shortTerm?.day, data?.mediumTerm?.day, data?.longTerm?.day];
  return (
    <Page
      title="Momentum"
      kicker={describeDay(getCommonDay(newest), on)}
      lead="Your three lists of one day, side by side: what you play now against what you played all year."
      controls={<OnDay on={on} newest={newest} />}
    >
      <QueryResult query={query}>
        {({ momentum }) =>
          momentum ? <MomentumGroups entries={momentum} /> : <NoMomentum isPast={on !== null} />
        }
      </QueryResult>
    </Page>
  );
}

function describeDay(day: string | null, on: string | null): string {
  if (day !== null) return formatDay(day, 'full');
  return on === null
    ? 'Newest day with all three lists'
    : `Newest day up to ${formatDay(on)} with all three lists`;
}

interface OnDayProps {
  /** The day in the address. */
  readonly on: string | null;
  /** The days of the newest charts of the three ranges. */
  readonly newest: readonly (string | undefined)[];
}

/** Selects the day. */
function OnDay({ on, newest }: OnDayProps) {
  const address = useAddress();
  const day = on ?? newest.find((each) => each !== undefined);
  if (day === undefined) return null;
  return (
    <span className="day-pickers">
      <DayPicker label="Day" day={day} onChoose={(chosen) => address.navigate({ on: chosen })} />
      {on !== null && <Link href={address.link({ on: null })}>Newest</Link>}
    </span>
  );
}

function NoMomentum({ isPast }: { readonly isPast: boolean }) {
  if (isPast) {
    return (
      <Notice tone="calm" title="No day up to then has all three lists">
        <p>
          Your history starts later. <Link href="/momentum">Go to the newest day</Link>.
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title="No day has all three lists yet">
      <p>
        Momentum appears with the first day on which all three lists are recorded.{' '}
        <Link href="/coverage">See when the next snapshot is due</Link>.
      </p>
    </Notice>
  );
}
