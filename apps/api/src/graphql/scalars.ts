import { GraphQLScalarType, GraphQLError, Kind } from 'graphql';

/** Instants only ever leave this API so far; none is taken as an argument. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in UTC as ISO 8601, such as `2026-11-01T05:12:00.000Z`.',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('DateTime is made from a Date');
  },
});

/**
 * Days are text, here as everywhere: an instant of JavaScript would drag a time zone in. Whether a day exists is for
 * the argument to check (`day.argument.ts`): it can say its name, and fails for its own field alone.
 */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in your time zone, as `YYYY-MM-DD`, such as `2026-11-01`.',
  serialize: text,
  parseValue: text,
  parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : null),
});

/** @throws {GraphQLError} it is no text */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError('A Date must be a calendar day as text, such as "2026-11-01".');
}

/** Whether a text is a calendar day, `YYYY-MM-DD`, that exists. */
export function isCalendarDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const time = Date.parse(day);
  // JavaScript takes 31 April for 1 May, so that a day that does not exist comes back as another.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}
