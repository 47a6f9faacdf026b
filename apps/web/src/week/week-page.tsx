import '../artist/portrait.css';
import './week.css';
import './week-print.css';
import { useQuery } from 'urql';
import { Link, useParams } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { RangeTabs } from '../design/tabs.js';
import { isoWeekOf, parseWeek } from './iso-week.js';
import { WeekOf } from './week-of.js';
import { NEWEST_DAY } from './week.query.js';

/** A week's chart as a front page: the week of the address, by default the newest recorded one. */
export function WeekPage() {
  const { week: text } = useParams<{ week?: string }>();
  if (text === undefined) return <NewestWeek />;
  const week = parseWeek(text);
  return week ? <WeekOf key={week.monday} week={week} /> : <NoSuchWeek text={text} />;
}

function NewestWeek() {
  const { range } = useAddress();
  const query = useQuery({ query: NEWEST_DAY, variables: { range } });
  const day = query[0].data?.chart?.day;
  if (day !== undefined) return <WeekOf week={isoWeekOf(day)} />;
  return (
    <Page title="The week" controls={<RangeTabs selected={range} />}>
      <QueryResult query={query}>
        {() => (
          <Notice tone="calm" title="No weekly chart yet">
            <p>
              A week’s chart is its last snapshot, so your first snapshot makes the first one.{' '}
              <Link href="/coverage">See when the next snapshot is due</Link>.
            </p>
          </Notice>
        )}
      </QueryResult>
      <OpenQuery document={NEWEST_DAY} variables={{ range }} />
    </Page>
  );
}

function NoSuchWeek({ text }: { readonly text: string }) {
  return (
    <Page
      title="No such week"
      lead={`“${text}” is not a week. Weeks are written as 2026-W48: the year, and the number of the week from 01 to 52, in some years to 53.`}
    >
      <p className="actions">
        <Link className="button" href="/week">
          Go to the newest week
        </Link>
      </p>
    </Page>
  );
}
