import { useMemo } from 'react';
import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { BLANK, PortraitPlaceholder } from '../artist/portrait-placeholder.js';
import { getChartTable } from '../chart/chart-share.js';
import { Artwork } from '../design/artist.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page } from '../design/page.js';
import { isFor, QueryResult, Skeleton } from '../design/query-result.js';
import { SourceNote } from '../design/source-note.js';
import { RangeTabs } from '../design/tabs.js';
import { Share } from '../share/share.js';
import { useTimezone } from '../shell/viewer.js';
import { formatDay, formatDayRange } from '../words/days.js';
import { todayIn } from '../words/instants.js';
import { getRange } from '../words/range.js';
import { getFirstDay } from '../words/source.js';
import { type IsoWeek, isoWeekOf, weekLink } from './iso-week.js';
import { drawWeek } from './week-drawing.js';
import { WeekGaps } from './week-gaps.js';
import { WeekIssue } from './week-issue.js';
import { writeStory } from './week-story.js';
import { getWeekCard } from './week-text.js';
import { WEEK, type WeekAnswer, weekVariables } from './week.query.js';

/** One week: its issue, or why there is none. */
export function WeekOf({ week }: { readonly week: IsoWeek }) {
  const { range } = useAddress();
  const today = todayIn(useTimezone());
  const variables = weekVariables(range, week);
  const query = useQuery({ query: WEEK, variables });
  const [{ data, error, fetching }] = query;
  const isCurrent = !error && isFor(query[0], variables);
  const isLoading = fetching && !data;
  const chart = data?.week?.nodes[0];
  const story = useMemo(() => chart && writeStory(chart), [chart]);
  const subject = chart?.entries.find(({ artist }) => artist.id === story?.artistId)?.artist;
  const days = formatDayRange(week.monday, week.sunday, 'medium');
  const soFar = chart && week.sunday >= today ? `So far, as of ${formatDay(chart.day, 'weekday')}.` : '';
  return (
    <div className={isLoading ? 'portrait-page week-page week-placeholder' : 'portrait-page week-page'}>
      <Page
        title={story?.headline ?? `Week ${week.week} of ${week.year}`}
        kicker={`Week ${week.week} · ${days} · ${getRange(range).label}`}
        lead={isLoading ? BLANK : chart && `${story?.lead} ${soFar}`.trim()}
        controls={<Controls week={week} answer={data} isCurrent={isCurrent} />}
        isBusy={data !== undefined && !isFor(query[0], variables)}
      >
        {subject && <Artwork artist={subject} size="large" />}
        {isLoading && <PortraitPlaceholder />}
        <div className="portrait-body">
          <QueryResult query={query}>
            {(answer) =>
              chart ? (
                <>
                  <SourceNote chart={chart} />
                  <WeekIssue
                    chart={chart}
                    gaps={isCurrent && <WeekGaps week={week} today={today} answer={answer} />}
                  />
                </>
              ) : !isFor(query[0], variables) ? (
                <Skeleton rows={8} />
              ) : (
                !error && <NoChart week={week} today={today} answer={answer} />
              )
            }
          </QueryResult>
          <OpenQuery document={WEEK} variables={variables} />
        </div>
      </Page>
    </div>
  );
}

interface ControlsProps {
  readonly week: IsoWeek;
  /** Undefined while loading. */
  readonly answer: WeekAnswer | undefined;
  /** False while the answer for the address loads, and this is the previous one. */
  readonly isCurrent: boolean;
}

/** Selects the range and the week. */
function Controls({ week, answer, isCurrent }: ControlsProps) {
  const { range } = useAddress();
  const chart = answer?.week?.nodes[0];
  const earlier = answer?.earlier?.nodes[0];
  const later = answer?.later?.nodes[0];
  return (
    <>
      <RangeTabs selected={range} />
      <nav className="week-steps" aria-label="Weeks">
        {earlier && <WeekStep day={earlier.day} sign="‹" />}
        {later && <WeekStep day={later.day} sign="›" />}
      </nav>
      {chart && (
        <>
          <button type="button" className="button quiet" onClick={() => window.print()}>
            Print
          </button>
          {isCurrent && (
            <Share
              name={`week-${getRange(range).slug}-${week.year}-W${String(week.week).padStart(2, '0')}`}
              card={() => ({ kind: 'list', ...getWeekCard(chart, week, range) })}
              chart={{ range, day: chart.day }}
              files={[
                ...(chart.entries.length > 0
                  ? [{ label: 'Chart of the week (drawing)', svg: () => drawWeek(chart, week, range) }]
                  : []),
                { label: 'Chart of the week (table)', table: () => getChartTable(chart) },
              ]}
            />
          )}
        </>
      )}
    </>
  );
}

/** A link to the recorded week of a day. */
function WeekStep({ day, sign }: { readonly day: string; readonly sign: '‹' | '›' }) {
  const { range } = useAddress();
  const week = isoWeekOf(day);
  const arrow = <span aria-hidden="true">{sign}</span>;
  return (
    <Link
      href={weekLink(week, range)}
      rel={sign === '‹' ? 'prev' : 'next'}
      title={formatDayRange(week.monday, week.sunday, 'medium')}
    >
      {sign === '‹' && arrow} Week {week.week} {sign === '›' && arrow}
    </Link>
  );
}

interface NoChartProps {
  readonly week: IsoWeek;
  readonly today: string;
  readonly answer: WeekAnswer;
}

/** The week has no snapshot: it lies ahead, before the history, or has only gaps. */
function NoChart({ week, today, answer }: NoChartProps) {
  const { range } = useAddress();
  const coverage = answer.viewer?.coverage;
  const since = coverage ? getFirstDay(coverage) : null;
  const newest = (
    <p className="actions">
      <Link className="button quiet" href={`/week?range=${getRange(range).slug}`}>
        Go to the newest week
      </Link>
    </p>
  );
  if (week.monday > today) {
    return (
      <Notice tone="calm" title="This week hasn’t started yet">
        <p>It starts on {formatDay(week.monday, 'full')}.</p>
        {newest}
      </Notice>
    );
  }
  if (since === null || week.sunday < since) {
    return (
      <Notice tone="calm" title="No snapshot in this week">
        <p>{since === null ? 'Nothing is recorded yet.' : `Your history starts on ${formatDay(since)}.`}</p>
        {since !== null && newest}
      </Notice>
    );
  }
  if (coverage?.since === null || week.sunday < (coverage?.since ?? '')) {
    return (
      <Notice tone="calm" title="No snapshot in this week">
        <p>Your listening history has no plays in the {getRange(range).label} before it.</p>
        {newest}
      </Notice>
    );
  }
  return (
    <>
      <Notice tone="calm" title="No snapshot in this week">
        <p>Gaps can’t be filled later, since Spotify only shows today’s lists.</p>
        {newest}
      </Notice>
      <WeekGaps week={week} today={today} answer={answer} />
    </>
  );
}
