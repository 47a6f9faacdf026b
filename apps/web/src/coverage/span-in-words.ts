import { inWords } from '../words/day.js';

/** `3 June 2026`, `3–5 June 2026`, `30 June – 2 July 2026`, `30 December 2026 – 2 January 2027`. */
export function spanInWords(from: string, to: string): string {
  const end = inWords(to);
  if (from === to) return end;
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${end}`;
  const begin = inWords(from);
  const year = ` ${from.slice(0, 4)}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? begin.slice(0, -year.length) : begin} – ${end}`;
}
