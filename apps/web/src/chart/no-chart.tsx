import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useAddress } from '../address/search.js';
import { nextInWords } from '../coverage/next-in-words.js';
import { Notice } from '../design/notice.js';
import { useViewer } from '../shell/viewer.js';
import { TakeSnapshot } from '../take-snapshot/take-snapshot.js';
import { inWords } from '../words/day.js';
import { LiveList } from './live-list.js';

const LOOK_AGAIN_MS = 5_000;

interface Props {
  readonly nextSnapshotAt: string | null;
  readonly onTaken: () => void;
}

/** In the place of a chart, where no snapshot is old enough, or none is there yet. */
export function NoChart({ nextSnapshotAt, onTaken }: Props) {
  const address = useAddress();
  const on = address.day('on');
  if (on !== null) {
    return (
      <Notice tone="calm" title={`Nothing was recorded on ${inWords(on)}, or before it`}>
        <p>Your record begins later than that.</p>
        <p className="actions">
          <Link className="button" href={address.with({ on: null, comparedTo: null })}>
            To the newest chart
          </Link>
        </p>
      </Notice>
    );
  }
  return <FirstChart nextSnapshotAt={nextSnapshotAt} onTaken={onTaken} />;
}

/** Looks again, now and then, while a worker is about to take the first snapshot. */
function FirstChart({ nextSnapshotAt, onTaken }: Props) {
  const [isAsked, setAsked] = useState(false);
  const isUnderWay = isAsked || (nextSnapshotAt !== null && Date.parse(nextSnapshotAt) <= Date.now());
  const look = useRef(onTaken);
  useEffect(() => void (look.current = onTaken));
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(() => look.current(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isUnderWay]);
  const taken = (): void => {
    setAsked(true);
    onTaken();
  };
  const timezone = useViewer()?.timezone ?? 'UTC';
  return (
    <>
      <Notice tone="calm" title="Your first chart is on its way">
        <p>{whenWords(nextSnapshotAt, timezone)}</p>
        <p>
          A chart begins with one snapshot of your top artists. With the second, taken a day later, it shows
          who moves.
        </p>
        <TakeSnapshot onTaken={taken} />
      </Notice>
      <LiveList timezone={timezone} />
    </>
  );
}

function whenWords(nextSnapshotAt: string | null, timezone: string): string {
  if (nextSnapshotAt === null)
    return 'No snapshots are taken by themselves at the moment: you paused them, or the connection has ended.';
  if (Date.parse(nextSnapshotAt) <= Date.now())
    return 'A worker takes it as soon as one is free; mostly within a minute.';
  return nextInWords(nextSnapshotAt, timezone, new Date());
}
