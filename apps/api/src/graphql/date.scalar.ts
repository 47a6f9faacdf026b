import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const EXPECTED = 'a calendar day that exists, such as 2026-11-01';

/** Days are text, here as everywhere: an instant of JavaScript would drag a time zone in. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description:
    'A calendar day as `YYYY-MM-DD`, such as `2026-11-01`. It is a day in the time zone that you have chosen, and not an instant.',
  serialize: day,
  parseValue: day,
  parseLiteral: (node) => {
    if (node.kind === Kind.STRING) return day(node.value);
    throw new GraphQLError(`A Date must be ${EXPECTED}.`, { nodes: node });
  },
});

/** @throws {GraphQLError} it is no day, or none that any calendar has */
function day(value: unknown): string {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && exists(value)) return value;
  throw new GraphQLError(`A Date must be ${EXPECTED}.`);
}

/** JavaScript takes 31 April for 1 May, so that a day that does not exist comes back as another. */
function exists(value: string): boolean {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
