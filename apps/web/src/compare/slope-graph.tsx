import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { ArtistLink, Movement } from '../design/artist.js';
import { ReconstructedMark } from '../design/source-note.js';
import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import type { ComparedCharts } from './compare.query.js';
import { KIND_TEXTS } from './kind-texts.js';
import './slope-graph.css';
import { countKinds, getHeight, getSlopePath, getSlopes, type Slope, WIDTH } from './slopes.js';

/** Two charts side by side, with a line for each artist. */
export function SlopeGraph({ chart }: { readonly chart: ComparedCharts }) {
  const slopes = useMemo(() => getSlopes(chart), [chart]);
  const [active, setActive] = useState<string | null>(null);
  const byId = useMemo(() => new Map(slopes.map((slope) => [slope.artist.id, slope])), [slopes]);
  const changes = new Map(chart.entries.map((entry) => [entry.artist.id, entry]));
  const { day, comparedTo } = chart;
  const isThin = chart.source === 'RECONSTRUCTED' || comparedTo.source === 'RECONSTRUCTED';
  const row = (id: string, rank: number | null, moved: ReactNode) => {
    const slope = byId.get(id);
    return (
      slope && (
        <Row key={id} slope={slope} rank={rank} isActive={id === active} onActivate={setActive}>
          {moved}
        </Row>
      )
    );
  };
  return (
    <>
      <Legend slopes={slopes} isReconstructed={isThin} />
      <figure
        className={`slope-graph${active === null ? '' : ' has-active'}${isThin ? ' reconstructed' : ''}`}
        aria-label={`Ranks on ${formatDay(comparedTo.day)} and on ${formatDay(day)}`}
        onPointerLeave={() => setActive(null)}
      >
        <ChartHead chart={comparedTo} />
        <ChartHead chart={chart} />
        <ol className="earlier" aria-label={`Chart of ${formatDay(comparedTo.day)}`}>
          {comparedTo.entries.map(({ artist, rank }) =>
            row(
              artist.id,
              rank,
              byId.get(artist.id)?.after === null && (
                <Movement status={null} rankChange={null} isOut={byId.get(artist.id)?.kind === 'gone'} />
              ),
            ),
          )}
        </ol>
        <Lines slopes={slopes} active={active} />
        <ol className="later" aria-label={`Chart of ${formatDay(day)}`}>
          {chart.entries.map(({ artist, rank }) => {
            const { status = null, rankChange = null } = changes.get(artist.id) ?? {};
            return row(artist.id, rank, <Movement status={status} rankChange={rankChange} />);
          })}
        </ol>
      </figure>
    </>
  );
}

/** The day of a column, which leads to its chart, and whether it is reconstructed. */
function ChartHead({ chart: { day, source } }: { readonly chart: Pick<ComparedCharts, 'day' | 'source'> }) {
  const { slug } = getRange(useAddress().range);
  return (
    <p className={source === 'RECONSTRUCTED' ? 'slope-head reconstructed' : 'slope-head'}>
      <Link href={`/?range=${slug}&on=${day}`}>{formatDay(day, 'medium')}</Link>
      {source === 'RECONSTRUCTED' && <span className="soft">Reconstructed</span>}
    </p>
  );
}

interface RowProps {
  readonly slope: Slope;
  readonly rank: number | null;
  readonly isActive: boolean;
  readonly onActivate: (id: string | null) => void;
  /** A `Movement`. */
  readonly children: ReactNode;
}

/** An artist on one of the charts. Pointing at it, or focusing its name, marks its line. */
function Row({ slope: { artist, kind }, rank, isActive, onActivate, children }: RowProps) {
  return (
    <li
      className={`slope-row ${kind}${isActive ? ' active' : ''}`}
      onPointerEnter={() => onActivate(artist.id)}
      onFocus={() => onActivate(artist.id)}
      onBlur={() => onActivate(null)}
    >
      <span className="rank">{rank}</span>
      <ArtistLink artist={artist} isCut />
      <span className="moved">{children}</span>
    </li>
  );
}

interface LinesProps {
  readonly slopes: readonly Slope[];
  readonly active: string | null;
}

/** The lines between both lists. Screen readers have the movements in the lists instead. */
function Lines({ slopes, active }: LinesProps) {
  const height = getHeight(slopes);
  return (
    <svg
      className="slope-lines"
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {slopes.map((slope) => {
        const path = getSlopePath(slope);
        const { id } = slope.artist;
        return (
          path && (
            <g key={id} className={`slope-line ${slope.kind}${id === active ? ' active' : ''}`}>
              <path d={path.line} />
              {path.end && <path className="end" d={path.end} />}
            </g>
          )
        );
      })}
    </svg>
  );
}

interface LegendProps {
  readonly slopes: readonly Slope[];
  /** At least one of the charts is reconstructed. */
  readonly isReconstructed: boolean;
}

/** What the lines mean, and how many there are of each kind. */
function Legend({ slopes, isReconstructed }: LegendProps) {
  const counts = countKinds(slopes);
  return (
    <ul className="slope-legend">
      {KIND_TEXTS.map(({ kind, label, sample: { line, end } }) => {
        const count = counts.get(kind) ?? 0;
        if (count === 0) return null;
        return (
          <li key={kind}>
            <svg className={`slope-line ${kind}`} width="30" height="14" aria-hidden="true">
              <path d={line} />
              {end && <path className="end" d={end} />}
            </svg>
            <strong>{count}</strong> {label}
          </li>
        );
      })}
      {isReconstructed && (
        <li>
          <ReconstructedMark /> <Link href="/account#past">Reconstructed</Link>
        </li>
      )}
    </ul>
  );
}
