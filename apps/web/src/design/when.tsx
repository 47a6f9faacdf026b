import { useEffect, useState } from 'react';
import { formatDate, formatInstant, formatRelative, formatTime } from '../words/instants.js';

const REFRESH_MS = 30_000;

interface WhenProps {
  /** ISO 8601. */
  readonly instant: string;
  readonly timezone: string;
  /** Shows distant instants as a date, without the time. */
  readonly isDate?: boolean;
}

/** An instant: relative if it is near, else as a date. The tooltip has the exact time. */
export function When({ instant, timezone, isDate = false }: WhenProps) {
  const now = useNow();
  const exact = formatInstant(instant, timezone);
  return (
    <time dateTime={instant} title={exact}>
      {formatRelative(instant, timezone, now) ?? (isDate ? formatDate(instant, timezone) : exact)}
    </time>
  );
}

interface NextSnapshotProps {
  /** Null if none is scheduled. */
  readonly at: string | null;
  readonly timezone: string;
}

/** When the next daily snapshot is due: `Next snapshot: tomorrow (6:00 AM)`. */
export function NextSnapshot({ at, timezone }: NextSnapshotProps) {
  const now = useNow();
  if (at === null) return 'No snapshot is scheduled.';
  if (Date.parse(at) <= now.getTime()) return 'The next snapshot is due now.';
  return (
    <>
      Next snapshot: <When instant={at} timezone={timezone} /> ({formatTime(at, timezone)})
    </>
  );
}

/** The current time, updated twice a minute so that relative times stay true. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
