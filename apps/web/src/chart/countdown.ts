import { formatNumber } from '../words/numbers.js';

const MINUTE = 60;
const HOUR = 3_600;

/** A wait that is counted down: `45 s`, `4 min 5 s`, `2 h 5 min`. */
export function formatCountdown(seconds: number): string {
  if (seconds < MINUTE) return `${formatNumber(seconds)} s`;
  if (seconds < HOUR) return join(seconds, MINUTE, 'min', 1, 's');
  return join(Math.ceil(seconds / MINUTE) * MINUTE, HOUR, 'h', MINUTE, 'min');
}

function join(seconds: number, large: number, largeUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % large) / small);
  const whole = `${formatNumber(Math.floor(seconds / large))} ${largeUnit}`;
  return rest === 0 ? whole : `${whole} ${formatNumber(rest)} ${smallUnit}`;
}

/** The longest wait of each step in seconds, and the step. */
const STEPS = [
  { upTo: 10, step: 10 },
  { upTo: 60, step: 30 },
  { upTo: 10 * MINUTE, step: MINUTE },
  { upTo: HOUR, step: 5 * MINUTE },
  { upTo: Infinity, step: HOUR },
] as const;

/** The wait that screen readers announce: rounded up, so that it changes rarely. */
export function getAnnouncedSeconds(seconds: number): number {
  const step = STEPS.find(({ upTo }) => seconds <= upTo)?.step ?? HOUR;
  return Math.ceil(seconds / step) * step;
}
