import { Link } from 'wouter';
import { Notice } from '../design/notice.js';
import { RangeTabs } from '../design/range-tabs.js';

/** A chart's ground, until its lines are there. */
export function ChartBeingDrawn({ controls = false }: { readonly controls?: boolean }) {
  return (
    <>
      {controls && <RangeControls />}
      <div className="being-drawn" role="status">
        <span className="spoken">Loading</span>
      </div>
    </>
  );
}

function RangeControls() {
  return (
    <div className="controls trends-controls">
      <RangeTabs />
    </div>
  );
}

export function NothingRecorded() {
  return (
    <>
      <RangeControls />
      <Notice tone="calm" title="Nothing is recorded yet">
        <p>
          The first snapshot is taken within a day of your first sign-in. From then on every day adds a point
          here; days that are missing stay visible as such.{' '}
          <Link href="/coverage">See when the next one is due</Link>.
        </p>
      </Notice>
    </>
  );
}

export function NobodyChosen() {
  return (
    <Notice tone="calm" title="Nobody is chosen">
      <p>Add an artist above, and their line is drawn here. Ten fit at the same time.</p>
    </Notice>
  );
}

interface UnknownProps {
  readonly howMany: number;
  readonly onLeaveOut: () => void;
}

/** The address names artists that this listener never had, as when somebody else shared it. */
export function UnknownArtists({ howMany, onLeaveOut }: UnknownProps) {
  return (
    <Notice
      tone="calm"
      title={howMany === 1 ? 'One artist is not yours' : `${howMany} artists are not yours`}
    >
      <p>The address names artists that never stood on a list of yours, so that there is no line for them.</p>
      <p className="actions">
        <button type="button" className="button quiet" onClick={onLeaveOut}>
          Leave them out
        </button>
      </p>
    </Notice>
  );
}
