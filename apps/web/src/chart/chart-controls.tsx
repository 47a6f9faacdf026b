import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { DayPicker } from '../design/day-picker.js';
import { RangeTabs } from '../design/tabs.js';
import { addDays, formatDay } from '../words/days.js';
import { getFirstDay } from '../words/source.js';
import './chart-controls.css';
import { type ChartAnswer, NEIGHBOURS } from './chart-query.js';
import { describeDistance } from './chart-text.js';

interface ChartControlsProps {
  /** Undefined without an answer. */
  readonly answer: ChartAnswer | undefined;
  readonly isLoading: boolean;
  readonly today: string;
}

/** One bar that selects the range, the day and the baseline. All of them are in the address. */
export function ChartControls({ answer, isLoading, today }: ChartControlsProps) {
  const address = useAddress();
  const chart = answer?.chart;
  const since = (answer?.viewer && getFirstDay(answer.viewer.coverage)) ?? undefined;
  return (
    <div className="chart-bar">
      <RangeTabs selected={address.range} without={['comparedTo']} />
      {isLoading && <i className="blank" />}
      {chart && (
        <div className="chart-bar-days">
          <ShownDay day={chart.day} since={since} today={today} />
          {chart.comparedTo && (
            <div className="chart-bar-part">
              <DayPicker
                label="Compared with"
                day={chart.comparedTo.day}
                min={since}
                max={addDays(chart.day, -1)}
                onChoose={(comparedTo) => address.navigate({ comparedTo })}
              />
              <span className="distance">{describeDistance(chart.comparedTo.day, chart.day)} earlier</span>
              {address.getDay('comparedTo') !== null && (
                <Link className="reset" href={address.link({ comparedTo: null })}>
                  Reset
                  <span className="spoken"> to a week earlier</span>
                </Link>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

interface ShownDayProps {
  readonly day: string;
  readonly since: string | undefined;
  readonly today: string;
}

/** The day of the chart, between links to the previous and the next snapshot. */
function ShownDay({ day, since, today }: ShownDayProps) {
  const address = useAddress();
  const [{ data }] = useQuery({
    query: NEIGHBOURS,
    variables: { range: address.range, before: addDays(day, -1), after: addDays(day, 1) },
  });
  const previous = data?.earlier?.nodes[0]?.day;
  const next = data?.later?.nodes[0]?.day;
  return (
    <div className="chart-bar-part">
      <Step label="Previous snapshot" sign="‹" day={previous} />
      <DayPicker
        label="Day"
        day={day}
        min={since}
        max={today}
        onChoose={(on) => address.navigate({ on, comparedTo: null })}
      />
      <Step label="Next snapshot" sign="›" day={next} />
      {next !== undefined && (
        <Link className="reset" href={address.link({ on: null, comparedTo: null })}>
          Newest
        </Link>
      )}
    </div>
  );
}

function Step({ label, sign, day }: { label: string; sign: string; day: string | undefined }) {
  const address = useAddress();
  if (day === undefined) {
    return (
      <span className="step" aria-hidden="true">
        {sign}
      </span>
    );
  }
  return (
    <Link
      className="step"
      href={address.link({ on: day, comparedTo: null })}
      aria-label={`${label}: ${formatDay(day)}`}
      title={formatDay(day)}
    >
      <span aria-hidden="true">{sign}</span>
    </Link>
  );
}
