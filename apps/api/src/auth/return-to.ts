/** An encoded path has printable ASCII only; a decoded one may have spaces and other scripts. */
const NOT_ENCODED = /[^\u0021-\u007e]|\\/u;
const NOT_DECODED = /\p{Cc}|\\/u;
const ORIGIN = 'http://headliner.invalid';

/**
 * Returns a path on this origin unchanged. Null if the value could lead elsewhere: schemes, `//`, `/\`, control
 * characters, and any of these encoded once or more.
 */
export function returnToPath(value: string): string | null {
  for (let decoded = value, round = 0; round < 5; round += 1) {
    if (!isPath(decoded, round === 0 ? NOT_ENCODED : NOT_DECODED)) return null;
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
