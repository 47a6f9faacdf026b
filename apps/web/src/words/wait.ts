import { count } from './count.js';

/** How long to wait, in words that are short enough to plan by: `40 seconds`, `12 minutes`, `1 hour`. Never too early. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return count(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds < 3_540) return count(Math.ceil(seconds / 60), 'minute');
  return count(Math.ceil(seconds / 3_600), 'hour');
}
