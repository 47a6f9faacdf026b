import { useAddress } from '../address/search.js';
import { Notice } from '../design/notice.js';
import { inWords } from '../words/day.js';
import { withReturn } from '../words/failure.js';
import { useViewer } from './viewer.js';

/** Above every page while the connection is about to end, or has ended. */
export function ConnectionBanner() {
  const viewer = useViewer();
  const { here } = useAddress();
  if (!viewer || viewer.connection.status === 'ACTIVE') return null;
  const { status, reauthorizeBy, reconnectUrl } = viewer.connection;
  const reconnect = (
    <p className="actions">
      <a className="button" href={withReturn(reconnectUrl, here)}>
        Reconnect
      </a>
    </p>
  );
  if (status === 'EXPIRING_SOON') {
    return (
      <Notice
        tone="urgent"
        title={`Your connection to Spotify ends on ${inWords(reauthorizeBy.slice(0, 10))}`}
      >
        <p>
          Spotify asks for your consent anew every six months. Reconnect before then, and no day will be
          missing.
        </p>
        {reconnect}
      </Notice>
    );
  }
  return (
    <Notice tone="urgent" title="Your connection to Spotify has ended">
      <p>No new days are recorded until you reconnect. Everything recorded so far is here, and stays.</p>
      {reconnect}
    </Notice>
  );
}
