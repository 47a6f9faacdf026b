import { Link } from 'wouter';
import { Notice } from '../design/notice.js';
import { useViewer } from '../shell/viewer.js';

/** While snapshots are paused, every day becomes a gap: the page says so first. */
export function PausedNotice() {
  if (useViewer()?.snapshotsPaused !== true) return null;
  return (
    <Notice tone="urgent" title="Daily snapshots are paused">
      <p>Every day that ends like this stays empty. What is recorded stays as it is.</p>
      <p className="actions">
        <Link className="button" href="/account#snapshots">
          Resume them
        </Link>
      </p>
    </Notice>
  );
}
