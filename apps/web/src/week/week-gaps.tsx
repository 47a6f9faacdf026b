import { Link } from 'wouter';
import { getReasonInSentence } from '../coverage/reasons.js';
import { Section } from '../design/page.js';
import { formatDay } from '../words/days.js';
import type { IsoWeek } from './iso-week.js';
import { describeNoGaps } from './week-text.js';
import type { WeekAnswer } from './week.query.js';

interface WeekGapsProps {
  readonly week: IsoWeek;
  readonly today: string;
  readonly answer: Pick<WeekAnswer, 'viewer'>;
}

/** The days of a week without a snapshot, and why. */
export function WeekGaps({ week, today, answer }: WeekGapsProps) {
  const since = answer.viewer?.coverage.since ?? null;
  // Days before the first sign-in have no gaps.
  if (!answer.viewer || since === null || week.sunday < since) return null;
  // The API lists the newest first, and those of earlier weeks too.
  const gaps = answer.viewer.coverage.gaps.filter(({ day }) => day >= week.monday).toReversed();
  if (gaps.length === 0) {
    return (
      <Section title="No gaps">
        <p className="week-note">{describeNoGaps(week, today, answer.viewer.coverage)}</p>
      </Section>
    );
  }
  return (
    <Section title="Gaps" tally={gaps.length}>
      <ul className="week-names">
        {gaps.map(({ day, reason }) => (
          <li key={day}>
            <span>
              <time dateTime={day}>{formatDay(day, 'weekday')}</time>: {getReasonInSentence(reason)}
            </span>
          </li>
        ))}
      </ul>
      <p className="week-note screen-only">
        <Link href="/coverage">What the reasons mean</Link>
      </p>
    </Section>
  );
}
