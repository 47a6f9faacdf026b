import type { ReactNode } from 'react';
import { getMark } from '../bump-chart/stretches.js';
import type { TimeRange } from '../graphql/graphql.js';
import { formatDay } from '../words/days.js';
import { formatCount, formatRank } from '../words/numbers.js';
import { getRange } from '../words/range.js';
import { describeRuns, formatTimeAtNumberOne } from './artist-text.js';
import type { Ledger } from './ledger.js';

interface LedgerCardsProps {
  /** Null for a range whose chart never had the artist. */
  readonly ledgers: ReadonlyMap<TimeRange, Ledger | null>;
}

/** The artist's figures, a card for each range. The samples of lines are the legend of the drawing. */
export function LedgerCards({ ledgers }: LedgerCardsProps) {
  return (
    <ul className="ledgers">
      {[...ledgers].map(([range, ledger], slot) => (
        <li key={range} className={`ledger slot-${slot}`}>
          <h2>
            <LineSample slot={slot} />
            {getRange(range).label}
          </h2>
          {ledger ? <Figures ledger={ledger} /> : <p className="ledger-now out">Never on this chart</p>}
        </li>
      ))}
    </ul>
  );
}

/** A piece of a range's line, as the drawing has it. */
export function LineSample({ slot }: { readonly slot: number }) {
  return (
    <svg className={`bump-line slot-${slot}`} width="30" height="14" aria-hidden="true">
      <path className="bump-stroke" d="M2 7H28" />
      <path className="bump-mark" d={getMark(slot, 48)} transform="translate(15 7)" />
    </svg>
  );
}

function Figures({ ledger }: { readonly ledger: Ledger }) {
  const { rank, peakRank, peakDay, entryRank, entryDay, lastRank, lastDay, onChart, atNumberOne } = ledger;
  return (
    <>
      {rank === null ? (
        <p className="ledger-now out">Off the chart</p>
      ) : (
        <p className="ledger-now">{formatRank(rank)}</p>
      )}
      <dl>
        <Figure name="Peak" value={formatRank(peakRank)}>
          {formatDay(peakDay, 'medium')}
        </Figure>
        <Figure name="Entry" value={formatRank(entryRank)}>
          {formatDay(entryDay, 'medium')}
        </Figure>
        {rank === null && (
          <Figure name="Last" value={formatRank(lastRank)}>
            {formatDay(lastDay, 'medium')}
          </Figure>
        )}
        <Figure name="On the chart" value={formatCount(onChart.total, 'week')}>
          {describeRuns(onChart)}
        </Figure>
        <Figure name="At number one" value={formatTimeAtNumberOne(ledger)}>
          {describeRuns(atNumberOne)}
        </Figure>
      </dl>
    </>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> {children !== '' && <span>{children}</span>}
      </dd>
    </div>
  );
}
