import { useMemo } from 'react';
import { useAddress } from '../address/search.js';
import { Answer } from '../design/answer.js';
import { Page } from '../design/page.js';
import { Section } from '../design/section.js';
import type { TimeRange } from '../graphql/schema-words.js';
import { RANGES } from '../words/range.js';
import { accountOfDays } from './account-of-days.js';
import type { KnownCoverage } from './ask-coverage.js';
import { Calendar } from './calendar.js';
import { CoverageSkeleton } from './coverage-skeleton.js';
import './coverage.css';
import { FirstDay } from './first-day.js';
import { Gaps } from './gaps.js';
import { PausedNotice } from './paused-notice.js';
import { Shares } from './shares.js';
import { useCoverage } from './use-coverage.js';
import { WhichRanges } from './which-ranges.js';

/** How complete the record is: every day has a snapshot, or is a gap with its reason. */
export function CoveragePage() {
  const coverage = useCoverage();
  const address = useAddress();
  const chosen = RANGES.find(({ inAddress }) => inAddress === address.get('range'))?.range ?? null;
  return (
    <Page
      title="Coverage"
      kicker="Your record, day by day"
      lead="Every day that is over has a snapshot, or a gap with its reason. Nothing is ever filled in."
      controls={<WhichRanges chosen={chosen} />}
    >
      <PausedNotice />
      <Answer to={coverage} meanwhile={<CoverageSkeleton />}>
        {(known) => <Account known={known} chosen={chosen} />}
      </Answer>
    </Page>
  );
}

interface Props {
  readonly known: ReadonlyMap<TimeRange, KnownCoverage>;
  /** Null: all of them. */
  readonly chosen: TimeRange | null;
}

function Account({ known, chosen }: Props) {
  const shown = useMemo(
    () => new Map([...known].filter(([range]) => chosen === null || range === chosen)),
    [known, chosen],
  );
  const days = useMemo(() => accountOfDays(shown), [shown]);
  if (days.length === 0) return <FirstDay coverages={[...shown.values()]} />;
  return (
    <>
      <Shares coverages={shown} />
      <Section
        title="Calendar"
        hint="A block for each month: its weeks are columns, with Monday on top. What is hollow is missing, and its letter says why."
      >
        <Calendar days={days} />
      </Section>
      <Gaps days={days} isOneRange={chosen !== null} />
    </>
  );
}
