import { useQuery } from 'urql';
import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import { DayPicker } from '../design/day-picker.js';
import { RangeTabs } from '../design/range-tabs.js';
import { dayAfter, inWords } from '../words/day.js';
import './chart-controls.css';
import { type ChartAnswer, NEIGHBOURS } from './chart-query.js';

interface Props {
  /** The answer that the page shows, once there is one. */
  readonly answer: ChartAnswer | undefined;
  readonly today: string;
}

/** Which window, which day, and compared to which: all of it in the address. */
export function ChartControls({ answer, today }: Props) {
  const address = useAddress();
  const chart = answer?.chart;
  const since = answer?.viewer?.coverage.since ?? undefined;
  return (
    <>
      <RangeTabs without={['comparedTo']} />
      {chart && (
        <div className="days">
          <div className="day-steps">
            <DayPicker
              label="Day"
              day={chart.day}
              min={since}
              max={today}
              onChoose={(on) => address.go({ on, comparedTo: null })}
            />
            <Steps day={chart.day} />
          </div>
          {chart.comparedTo && (
            <div className="day-steps">
              <DayPicker
                label="Compared to"
                day={chart.comparedTo.day}
                min={since}
                max={dayAfter(chart.day, -1)}
                onChoose={(comparedTo) => address.go({ comparedTo })}
              />
              {address.day('comparedTo') !== null && (
                <Link className="reset" href={address.with({ comparedTo: null })}>
                  A week before
                </Link>
              )}
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** To the snapshots before and after, and to the newest. */
function Steps({ day }: { readonly day: string }) {
  const address = useAddress();
  const [{ data }] = useQuery({
    query: NEIGHBOURS,
    variables: { range: address.range, before: dayAfter(day, -1), after: dayAfter(day) },
  });
  const earlier = data?.earlier?.nodes[0]?.day;
  const later = data?.later?.nodes[0]?.day;
  return (
    <span className="steps">
      <Step label="The snapshot before" sign="‹" to={earlier} />
      <Step label="The snapshot after" sign="›" to={later} />
      {later !== undefined && (
        <Link className="reset" href={address.with({ on: null, comparedTo: null })}>
          Newest
        </Link>
      )}
    </span>
  );
}

function Step({ label, sign, to }: { label: string; sign: string; to: string | undefined }) {
  const address = useAddress();
  if (to === undefined) {
    return (
      <span className="step" aria-hidden="true">
        {sign}
      </span>
    );
  }
  return (
    <Link
      className="step"
      href={address.with({ on: to, comparedTo: null })}
      aria-label={`${label}: ${inWords(to)}`}
    >
      <span aria-hidden="true">{sign}</span>
    </Link>
  );
}
