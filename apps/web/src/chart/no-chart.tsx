import { Link } from 'wouter';
import { useAddress } from '../address/use-address.js';
import { Notice } from '../design/notice.js';
import { formatDay } from '../words/days.js';
import { FirstVisit } from './first-visit.js';

interface NoChartProps {
  readonly nextSnapshotAt: string | null;
  readonly onTaken: () => void;
}

/** Shown instead of a chart: there is no snapshot yet, or none on or before the requested day. */
export function NoChart({ nextSnapshotAt, onTaken }: NoChartProps) {
  const address = useAddress();
  const on = address.getDay('on');
  if (on === null) {
    return (
      <div className="first-visit">
        <FirstVisit nextSnapshotAt={nextSnapshotAt} onTaken={onTaken} />
      </div>
    );
  }
  return (
    <Notice tone="calm" title={`No snapshot on or before ${formatDay(on)}`}>
      <p>
        Your history starts later. <Link href="/account#past">Add the years before</Link>.
      </p>
      <p className="actions">
        <Link className="button" href={address.link({ on: null, comparedTo: null })}>
          Go to the newest chart
        </Link>
      </p>
    </Notice>
  );
}
