import '../design/standings.css';
import './momentum.css';
import { Link } from 'wouter';
import { useQuery } from 'urql';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { Notice } from '../design/notice.js';
import { Page } from '../design/page.js';
import { inWords } from '../words/day.js';
import { commonDay } from './kinds.js';
import { MOMENTUM } from './momentum.query.js';
import { MomentumGroups } from './momentum-groups.js';
import { OnDay } from './on-day.js';

/** Who is on the way up and who on the way down, by comparing the three lists of one day. */
export function MomentumPage() {
  const address = useAddress();
  const on = address.day('on');
  const answer = useQuery({ query: MOMENTUM, variables: { on } });
  const [{ data }] = answer;
  const newest = [data?.shortTerm?.day, data?.mediumTerm?.day, data?.longTerm?.day];
  return (
    <Page
      title="Momentum"
      kicker={wordsOfDay(commonDay(newest), on)}
      lead="Three lists of one day, side by side: what you hear now, and what you heard all year. Who differs is on the way up, or on the way down."
      controls={<OnDay on={on} newest={newest} />}
    >
      <Answer to={answer}>
        {({ momentum }) =>
          momentum ? <MomentumGroups entries={momentum} /> : <NoSuchDay isPast={on !== null} />
        }
      </Answer>
    </Page>
  );
}

function wordsOfDay(day: string | null, on: string | null): string {
  if (day !== null) return inWords(day, 'long');
  return on === null
    ? 'The newest day with all three lists'
    : `The last day up to ${inWords(on)} with all three lists`;
}

function NoSuchDay({ isPast }: { readonly isPast: boolean }) {
  if (isPast) {
    return (
      <Notice tone="calm" title="No day that old has all three lists">
        <p>
          Your record begins later. <Link href="/momentum">Show the newest day</Link>.
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="calm" title="No day has all three lists yet">
      <p>
        Momentum works from the first day on, as soon as each of the three lists has been recorded on it.{' '}
        <Link href="/coverage">See when the next snapshot is due</Link>.
      </p>
    </Notice>
  );
}
