const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(Z|[+-]\d\d:?\d\d))?)?$/;
const LAST_FM = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}),? (\d\d):(\d\d)$/;
const UNIX = /^-?\d{1,10}(?:\.\d+)?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Epoch seconds of an ISO date and time, in UTC unless it says an offset. Null if it is not one that exists. */
export function parseIsoTime(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, offset] = match;
  const time = utc(
    Number(year),
    Number(month),
    Number(day),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  );
  return time === null ? null : time - offsetSeconds(offset);
}

/** Epoch seconds of a date in a Last.fm table: `31 Dec 2023, 23:59`, Unix seconds or ISO. Null if it is none of them. */
export function parseTableTime(text: string): number | null {
  if (UNIX.test(text)) return Number(text);
  const match = LAST_FM.exec(text);
  if (!match) return parseIsoTime(text);
  const [, day, month = '', year, hour, minute] = match;
  return utc(Number(year), MONTHS.indexOf(month) + 1, Number(day), Number(hour), Number(minute), 0);
}

/** JavaScript takes 31 April for 1 May. */
function utc(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null {
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  const exists =
    hour < 24 && minute < 60 && second <= 60 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  return exists && month >= 1 && month <= 12 ? time / 1_000 : null;
}

function offsetSeconds(offset = 'Z'): number {
  if (offset === 'Z') return 0;
  const digits = offset.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3));
  return (digits.startsWith('-') ? -1 : 1) * minutes * 60;
}
