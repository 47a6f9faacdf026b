import { type DayState, isGap } from './compute-coverage.js';
import { getBands, getHatching, SIDE } from './months.js';
import { REASONS } from './reasons.js';

/** The square of a day: filled if recorded, hatched if reconstructed, else outlined with the letter of the reason. */
export function DaySquare({ state }: { readonly state: DayState }) {
  return (
    <>
      <Box state={state} y={0} height={SIDE} />
      {isGap(state) && (
        <text className={REASONS[state].kind} x={SIDE / 2} y={SIDE / 2 + 2.5} textAnchor="middle">
          {REASONS[state].mark}
        </text>
      )}
    </>
  );
}

/** A band for each range, the shortest on top, for days on which they differ. */
export function DayBands({ states }: { readonly states: readonly DayState[] }) {
  return getBands(states.length).map(({ y, height }, index) => (
    <Box key={y} state={states[index] ?? 'SNAPSHOT'} y={y} height={height} />
  ));
}

interface BoxProps {
  readonly state: DayState;
  readonly y: number;
  readonly height: number;
}

function Box({ state, y, height }: BoxProps) {
  const rx = height === SIDE ? 1.5 : 0.6;
  if (state === 'SNAPSHOT') return <rect className="day" y={y} width={SIDE} height={height} rx={rx} />;
  const inner = { x: 0.5, y: y + 0.5, width: SIDE - 1, height: height - 1, rx: rx - 0.3 };
  if (isGap(state)) return <rect className={`day gap ${REASONS[state].kind}`} {...inner} />;
  return (
    <>
      <rect className="day reconstructed" {...inner} />
      <path className="day-hatching" d={getHatching(y, height)} />
    </>
  );
}

/** A square beside its name. */
export function DayMark({ state }: { readonly state: DayState }) {
  return (
    <svg className="day-mark" viewBox="0 0 10 10" aria-hidden="true">
      <DaySquare state={state} />
    </svg>
  );
}
