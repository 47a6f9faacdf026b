import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { DayPicker } from '../design/day-picker.js';
import { RangeTabs } from '../design/tabs.js';
import { addDays, formatDay } from '../words/days.js';
import './chart-controls.css';
import { type ChartAnswer, NEIGHBOURS } from './chart-query.js';

interface ChartControlsProps {
  /** Undefined while loading. */
  readonly answer: ChartAnswer | undefined;
  readonly today: string;
}

/** Selects the range, the day and the baseline. All of them are in the address. */
export function ChartControls({ answer, today }: ChartControlsProps) {
  const address = useAddress();
  const chart = answer?.chart;
  const since = answer?.viewer?.coverage.since ?? undefined;
  return (
    <>
      <RangeTabs selected={address.range} without={['comparedTo']} />
      {chart && (
        <div className="days">
          <div className="day-steps">
            <DayPicker
              label="Day"
              day={chart.day}
              min={since}
              max={today}
              onChoose={(on) => address.navigate({ on, comparedTo: null })}
            />
            <Steps day={chart.day} />
          </div>
          {chart.comparedTo && (
            <div className="day-steps">
              <DayPicker
                label="Compare with"
                day={chart.comparedTo.day}
                min={since}
                max={addDays(chart.day, -1)}
                onChoose={(comparedTo) => address.navigate({ comparedTo })}
              />
              {address.getDay('comparedTo') !== null && (
                <Link className="reset" href={address.link({ comparedTo: null })}>
                  A week earlier
                </Link>
              )}
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** Links to the previous, the next and the newest snapshot. */
function Steps({ day }: { readonly day: string }) {
  const address = useAddress();
  const [{ data }] = useQuery({
    query: NEIGHBOURS,
    variables: { range: address.range, before: addDays(day, -1), after: addDays(day, 1) },
  });
  const previous = data?.earlier?.nodes[0]?.day;
  const next = data?.later?.nodes[0]?.day;
  return (
    <span className="steps">
      <Step label="Previous snapshot" sign="‹" day={previous} />
      <Step label="Next snapshot" sign="›" day={next} />
      {next !== undefined && (
        <Link className="reset" href={address.link({ on: null, comparedTo: null })}>
          Newest
        </Link>
      )}
    </span>
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
