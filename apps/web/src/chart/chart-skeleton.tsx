import { Skeleton } from '../design/skeleton.js';
import './front.css';

/** What stands there until the chart does, in its measures. */
export function ChartSkeleton() {
  return (
    <>
      <div className="front skeleton" aria-hidden="true">
        <i className="cover" />
      </div>
      <Skeleton rows={10} />
    </>
  );
}
