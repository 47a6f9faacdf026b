import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import { Notice } from '../design/notice.js';
import { useViewer } from '../shell/viewer.js';
import { TakeSnapshot } from '../take-snapshot/take-snapshot.js';
import { count } from '../words/count.js';
import { daysBetween, inWords } from '../words/day.js';
import type { ChartData } from './chart-query.js';

interface Props {
  readonly chart: Pick<ChartData, 'day'>;
  readonly today: string;
  readonly onTaken: () => void;
}

/** Says so where the chart is not what it may be taken for: of an earlier day than was asked for, or old. */
export function Freshness({ chart, today, onTaken }: Props) {
  const viewer = useViewer();
  const on = useAddress().day('on');
  if (on !== null) {
    if (on === chart.day) return null;
    return (
      <Notice tone="calm" title={`There is no snapshot of ${inWords(on)}`}>
        <p>
          This is the newest one before it. <Link href="/coverage">Coverage</Link> tells why days are missing.
        </p>
      </Notice>
    );
  }
  const age = daysBetween(chart.day, today);
  // Today's may still be to come, whatever the time.
  if (age <= 1) return null;
  return (
    <Notice tone="calm" title={`The newest snapshot is ${count(age, 'day')} old`}>
      {viewer?.snapshotsPaused ? (
        <p>
          You have paused the daily snapshots. <Link href="/account">Resume them</Link> whenever you like.
        </p>
      ) : (
        <p>
          Since then none could be taken. <Link href="/coverage">Coverage</Link> tells why.
        </p>
      )}
      {viewer?.connection.status !== 'REAUTHORIZATION_REQUIRED' && <TakeSnapshot onTaken={onTaken} />}
    </Notice>
  );
}
