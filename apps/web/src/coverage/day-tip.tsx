import { formatDay } from '../words/days.js';
import { getRange } from '../words/range.js';
import { type DayState, getUniformState, isGap } from './compute-coverage.js';
import { describeAction } from './day-links.js';
import { DayMark } from './day-square.js';
import { DAY_KINDS, REASONS } from './reasons.js';
import type { ShownDay } from './use-day-tip.js';

const WIDTH = 264;
/** The maximum height of a tooltip. */
const HEIGHT = 168;

interface DayTipProps {
  readonly shown: ShownDay | null;
  /** The picked days; null if days are opened instead. */
  readonly picked: readonly string[] | null;
}

/** The tooltip of a day, above it or below it. Hidden from screen readers, which read the same from the link. */
export function DayTip({ shown, picked }: DayTipProps) {
  if (!shown) return null;
  const { day, center, top, bottom, width, isBelow, isTouch } = shown;
  const uniform = getUniformState(day.states);
  return (
    <svg className="day-tips" aria-hidden="true">
      <foreignObject
        x={Math.max(0, Math.min(center - WIDTH / 2, width - WIDTH))}
        y={isBelow ? bottom : top - HEIGHT}
        width={Math.min(WIDTH, width)}
        height={HEIGHT}
      >
        <div className={isBelow ? 'below' : 'above'}>
          <div className="day-tip">
            <strong>{formatDay(day.day, 'full')}</strong>
            {uniform ? (
              <StateLine state={uniform} />
            ) : (
              [...day.states].map(([range, state]) => (
                <StateLine key={range} state={state} label={getRange(range).label} />
              ))
            )}
            <span className="day-tip-action">
              {isTouch && !picked && 'Tap again: '}
              {describeAction(day, picked)}
            </span>
          </div>
        </div>
      </foreignObject>
    </svg>
  );
}

function StateLine({ state, label }: { readonly state: DayState; readonly label?: string }) {
  return (
    <span className="day-tip-state">
      <DayMark state={state} />
      {isGap(state) ? REASONS[state].label : DAY_KINDS.find((kind) => kind.state === state)?.label}
      {label !== undefined && <span className="soft"> {label}</span>}
    </span>
  );
}
