import { Link } from 'wouter';
import { BumpChart } from '../bump-chart/bump-chart.js';
import type { Interval, Series } from '../bump-chart/series.js';
import { LinkTabs } from '../design/link-tabs.js';
import { count } from '../words/count.js';
import { inWords } from '../words/day.js';
import type { ArtistTrend } from './trends.query.js';
import { TrendsTable } from './trends-table.js';

interface Props {
  readonly trends: readonly ArtistTrend[];
  readonly slots: ReadonlyMap<string, number>;
  readonly interval: Interval;
  /** The day of the newest snapshot. */
  readonly newest: string;
  readonly asTable: boolean;
}

const PERIOD = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const;

/** The lines, as a chart or as a table, and what has to be known to read them. */
export function Drawing({ trends, slots, interval, newest, asTable }: Props) {
  const all: Series[] = trends.map(({ id, name, rankHistory }) => ({ id, name, points: rankHistory }));
  const points = all[0]?.points ?? [];
  const missing = points.filter(({ observed }) => !observed).length;
  const caption = `Ranks of ${count(all.length, 'artist')} by ${PERIOD[interval]}`;
  if (all.length === 0) return null;
  return (
    <figure className="trends-figure">
      {asTable ? (
        <TrendsTable all={all} interval={interval} caption={caption} />
      ) : (
        <BumpChart
          // Other periods: whoever looked at a point begins anew at the last.
          key={`${interval} ${points[0]?.day} ${points.length}`}
          all={all}
          slots={slots}
          interval={interval}
          label={`${caption}, as a chart`}
        />
      )}
      <figcaption>
        {missing > 0 && (
          <span className="key">
            <i className="key-gap" aria-hidden="true" />
            {count(missing, PERIOD[interval])} without a snapshot: <Link href="/coverage">why</Link>
          </span>
        )}
        {!asTable && (
          <span className="key">
            <i className="key-off" aria-hidden="true" />
            off: not on the list
          </span>
        )}
        <span className="key">Newest snapshot: {inWords(newest)}</span>
        <LinkTabs
          label="Shown as"
          tabs={[
            { label: 'Chart', to: { view: null }, isCurrent: !asTable },
            { label: 'Table', to: { view: 'table' }, isCurrent: asTable },
          ]}
        />
      </figcaption>
    </figure>
  );
}
