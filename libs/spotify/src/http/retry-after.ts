import type { IncomingHttpHeaders } from 'node:http';

const DEFAULT_SECONDS = 30;
const QUOTA_SECONDS = 3_600;
const MOST_SECONDS = 7 * 86_400;

/**
 * How many whole seconds a 429 asks us to wait.
 *
 * `Retry-After` may be seconds or a date (RFC 9110, 10.2.3); a date is read against the answer's own `Date`, so
 * that no clock but Spotify's is involved. Absent or unreadable, it counts as the 30 seconds of Spotify's rolling
 * window. A week is the most that is believed. An exceeded quota means an hour or more.
 */
export function retryAfterSeconds(headers: IncomingHttpHeaders, quotaExceeded: boolean): number {
  const asked = seconds(headers) ?? DEFAULT_SECONDS;
  return Math.min(MOST_SECONDS, Math.max(1, quotaExceeded ? QUOTA_SECONDS : 1, asked));
}

function seconds(headers: IncomingHttpHeaders): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value));
  const until = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.date ?? '');
  return Math.ceil((until - (Number.isNaN(sent) ? Date.now() : sent)) / 1_000);
}
