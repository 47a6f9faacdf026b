import { z } from 'zod';

const FIELDS = [
  { least: 0, most: 59, names: [] },
  { least: 0, most: 59, names: [] },
  { least: 0, most: 23, names: [] },
  { least: 1, most: 31, names: [] },
  { least: 1, most: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { least: 0, most: 7, names: 'sun mon tue wed thu fri sat'.split(' ') },
] as const satisfies { least: number; most: number; names: string[] }[];

type Field = (typeof FIELDS)[number];

const EXPECTED =
  'a cron expression of five fields (minute, hour, day, month, weekday), or six with seconds before, such as */5 * * * *';

/** A cron expression as the scheduler understands it. */
export function cron() {
  return z.string(EXPECTED).refine(isCron, EXPECTED);
}

function isCron(expression: string): boolean {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== 5 && parts.length !== 6) return false;
  const fields = FIELDS.slice(-parts.length);
  return parts.every((part, index) => {
    const field = fields[index];
    return field !== undefined && part.split(',').every((item) => isItem(item, field));
  });
}

/** `*`, a value or a range, each with a step if need be. */
function isItem(item: string, field: Field): boolean {
  const [, values = '', step] = /^(\*|\w+(?:-\w+)?)(?:\/(\d{1,2}))?$/.exec(item) ?? [];
  if (values === '' || (step !== undefined && Number(step) === 0)) return false;
  if (values === '*') return true;
  const [first = Number.NaN, last = first] = values.split('-').map((value) => valueOf(value, field));
  return field.least <= first && first <= last && last <= field.most;
}

function valueOf(value: string, { names, least }: Field): number {
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const index = (names as readonly string[]).indexOf(value.toLowerCase());
  return index === -1 ? Number.NaN : index + least;
}
