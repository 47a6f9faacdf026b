import { useMemo } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { OpenQuery } from '../design/open-query.js';
import { Page, Section } from '../design/page.js';
import { QueryResult } from '../design/query-result.js';
import { RangeTabs } from '../design/tabs.js';
import { NextSnapshot } from '../design/when.js';
import type { TimeRange } from '../graphql/graphql.js';
import { Share } from '../share/share.js';
import { useTimezone, useViewer } from '../shell/viewer.js';
import { getRange, parseRange, RANGES } from '../words/range.js';
import { Calendar } from './calendar.js';
import { drawCalendar } from './calendar-drawing.js';
import { computeCoverage, getCoverageTable } from './compute-coverage.js';
import './coverage.css';
import { getGapsTable, groupGaps } from './gap-runs.js';
import { Gaps } from './gaps.js';
import { Shares } from './shares.js';
import { COVERAGE, type LoadedCoverage, useCoverage } from './use-coverage.js';

/** How complete the history is: each past day has a snapshot, or a gap with its reason. */
export function CoveragePage() {
  const coverage = useCoverage(null);
  const selected = parseRange(useAddress().get('range'));
  return (
    <Page
      title="Coverage"
      kicker="Your history, day by day"
      lead="Every past day has a snapshot, or a gap with its reason. Nothing is interpolated."
      controls={<RangeTabs selected={selected} hasAll />}
    >
      <PausedNotice />
      <QueryResult query={coverage} placeholder={<CoverageSkeleton />}>
        {(loaded) => <Coverage loaded={loaded} selected={selected} />}
      </QueryResult>
      <OpenQuery document={COVERAGE} variables={{ range: selected ?? RANGES[0].range, before: null }} />
    </Page>
  );
}

interface CoverageProps {
  readonly loaded: ReadonlyMap<TimeRange, LoadedCoverage>;
  /** Null for all ranges. */
  readonly selected: TimeRange | null;
}

function Coverage({ loaded, selected }: CoverageProps) {
  const shown = useMemo(
    () => new Map([...loaded].filter(([range]) => selected === null || range === selected)),
    [loaded, selected],
  );
  const days = useMemo(() => computeCoverage(shown), [shown]);
  if (days.length === 0) return <FirstDay coverages={[...shown.values()]} />;
  return (
    <>
      <Shares coverages={shown} />
      <Section
        title="Calendar"
        hint="One column per week, Monday on top. Open a day to see its chart. Days with a letter are missing; the letter says why."
      >
        <Calendar days={days} />
        <div className="actions">
          <Share
            name={`coverage-${selected === null ? 'all' : getRange(selected).slug}-${days.at(-1)?.day}`}
            files={[
              { label: 'Calendar (drawing)', svg: () => drawCalendar(days, selected) },
              { label: 'Every day (table)', table: () => getCoverageTable(days) },
              { label: 'Gaps (table)', suffix: 'gaps', table: () => getGapsTable(groupGaps(days)) },
            ]}
          />
        </div>
      </Section>
      {[...shown.values()].some(({ since }) => since !== null) && (
        <Gaps days={days} isOneRange={selected !== null} />
      )}
    </>
  );
}

/** Shown before the first day is over. */
function FirstDay({ coverages }: { readonly coverages: readonly LoadedCoverage[] }) {
  const timezone = useTimezone();
  const next = coverages.find(({ nextSnapshotAt }) => nextSnapshotAt !== null)?.nextSnapshotAt ?? null;
  return (
    <Notice tone="calm" title="Your first day isn’t over yet">
      <p>From tomorrow on, this page shows every past day, with its snapshot or the reason for its gap.</p>
      <p>
        <NextSnapshot at={next} timezone={timezone} /> <Link href="/account#past">Add the years before</Link>
      </p>
    </Notice>
  );
}

/** Warns that each day becomes a gap while snapshots are paused. */
function PausedNotice() {
  if (useViewer()?.snapshotsPaused !== true) return null;
  return (
    <Notice tone="calm" title="Daily snapshots are paused">
      <p>Each day that ends while they are paused becomes a gap. Your history stays.</p>
      <p className="actions">
        <Link className="button" href="/account#snapshots">
          Resume snapshots
        </Link>
      </p>
    </Notice>
  );
}

const SKELETON_SHARES = 3;
const SKELETON_MONTHS = 7;

/** The placeholder of the page, in its size. */
function CoverageSkeleton() {
  return (
    <section className="skeleton" role="status">
      <span className="spoken">Loading</span>
      <ul className="shares" aria-hidden="true">
        {Array.from({ length: SKELETON_SHARES }, (_, index) => (
          <li key={index}>
            <span className="blank share-placeholder" />
          </li>
        ))}
      </ul>
      <ul className="sheets" aria-hidden="true">
        {Array.from({ length: SKELETON_MONTHS }, (_, index) => (
          <li key={index} className="blank sheet-placeholder" />
        ))}
      </ul>
    </section>
  );
}
