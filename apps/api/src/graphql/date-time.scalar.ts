import { GraphQLScalarType } from 'graphql';

/** Instants only ever leave this API so far; none is taken as an argument. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant as an ISO 8601 date and time in UTC, such as `2026-11-01T05:12:00.000Z`.',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('DateTime is made from a Date');
  },
});
