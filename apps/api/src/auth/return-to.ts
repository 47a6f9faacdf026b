/** A path as it is sent has printable ASCII alone; decoded, it may have spaces and other alphabets. */
const NOT_SENT = /[^\u0021-\u007e]|\\/u;
const NOT_DECODED = /\p{Cc}|\\/u;
const ORIGIN = 'http://headliner.invalid';

/**
 * The path on this origin that someone asked to come back to, or null where the value would lead, or could be made
 * to lead, anywhere else: schemes, `//`, `/\`, control characters, and all of these once or more often encoded.
 */
export function returnToPath(value: string): string | null {
  for (let decoded = value, round = 0; round < 5; round += 1) {
    if (!isPath(decoded, round === 0 ? NOT_SENT : NOT_DECODED)) return null;
    const next = decode(decoded);
    if (next === null) return null;
    if (next === decoded) return value;
    decoded = next;
  }
  return null;
}

function isPath(value: string, refused: RegExp): boolean {
  if (!value.startsWith('/') || value.startsWith('//') || refused.test(value) || !URL.canParse(value, ORIGIN))
    return false;
  const { origin, pathname } = new URL(value, ORIGIN);
  return origin === ORIGIN && !pathname.startsWith('//');
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
