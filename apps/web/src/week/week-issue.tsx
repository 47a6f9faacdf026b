import type { ReactNode } from 'react';
import { ArtistLink, type ArtistShown, Artwork, Movement } from '../design/artist.js';
import { Section } from '../design/page.js';
import { formatCount, formatRank } from '../words/numbers.js';
import { findClimbers, findLongestRuns } from './week-story.js';
import { WeekTable } from './week-table.js';
import type { WeekChart, WeekEntry } from './week.query.js';

interface WeekIssueProps {
  readonly chart: WeekChart;
  /** The section of the week's gaps. */
  readonly gaps: ReactNode;
}

/** The chart of a week, and beside it what is worth knowing about it. */
export function WeekIssue({ chart, gaps }: WeekIssueProps) {
  const { entries, dropouts, comparedTo } = chart;
  const [climber] = findClimbers(entries);
  const withStatus = (status: WeekEntry['status']): WeekEntry[] =>
    entries.filter((entry) => entry.status === status);
  return (
    <div className="week-columns">
      {entries.length > 0 && <WeekTable chart={chart} />}
      <div className="week-side">
        {climber && (
          <Section title="Biggest climber">
            <Feature artist={climber.artist}>
              <Movement status={climber.status} rankChange={climber.rankChange} />, from{' '}
              {formatRank(climber.previousRank)} to {formatRank(climber.rank)}
            </Feature>
          </Section>
        )}
        {comparedTo && <LongestRun entries={entries} />}
        <Names title="New" list={withStatus('NEW_ENTRY')} />
        <Names title="Returning" list={withStatus('RE_ENTRY')} />
        <Names title="Dropped out" list={dropouts} />
        {gaps}
      </div>
    </div>
  );
}

interface FeatureProps {
  readonly artist: ArtistShown;
  readonly children: ReactNode;
}

/** One artist, and what is special about them. */
function Feature({ artist, children }: FeatureProps) {
  return (
    <div className="week-feature">
      <Artwork artist={artist} size="small" />
      <p>
        <ArtistLink artist={artist} />
        <span>{children}</span>
      </p>
    </div>
  );
}

/** The artist with the most weeks in a row, and how many others have as many. */
function LongestRun({ entries }: { readonly entries: readonly WeekEntry[] }) {
  const [longest, ...others] = findLongestRuns(entries);
  if (!longest) return null;
  return (
    <Section title="Longest run">
      <Feature artist={longest.artist}>
        {formatCount(longest.consecutiveWeeksOnChart, 'week')} in a row
        {others.length > 0 && `, tied with ${formatCount(others.length, 'other')}`}
      </Feature>
    </Section>
  );
}

/** How many names a list has before “and 7 more”. */
const MAX_NAMES = 6;

interface NamesProps {
  readonly title: string;
  readonly list: readonly {
    readonly artist: ArtistShown;
    readonly rank: number | null;
    readonly previousRank: number | null;
  }[];
}

/** Artists with their rank, or with the one that they had. Nothing if there are none. */
function Names({ title, list }: NamesProps) {
  if (list.length === 0) return null;
  return (
    <Section title={title} tally={list.length}>
      <ul className="week-names">
        {list.slice(0, MAX_NAMES).map(({ artist, rank, previousRank }) => (
          <li key={artist.id}>
            <ArtistLink artist={artist} />
            <span className="soft">
              {rank === null ? `was ${formatRank(previousRank)}` : formatRank(rank)}
            </span>
          </li>
        ))}
      </ul>
      {list.length > MAX_NAMES && <p className="week-note">and {list.length - MAX_NAMES} more</p>}
    </Section>
  );
}
