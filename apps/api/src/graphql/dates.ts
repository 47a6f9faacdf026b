import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Args } from '@nestjs/graphql';
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { BadUserInputError } from '../errors/client-error.js';

/** Serializes a `Date`. No argument has this type. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A point in time in UTC, in ISO 8601, such as `2026-11-01T05:12:00.000Z`.',
  serialize: (value) => {
    if (value instanceof Date) return value.toISOString();
    throw new TypeError('DateTime serializes instances of Date only');
  },
});

/** A calendar day as text: JavaScript's Date would add a time zone. {@link ExistingDay} checks that the day exists. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in your time zone as `YYYY-MM-DD`, such as `2026-11-01`.',
  serialize: text,
  parseValue: text,
  parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : null),
});

/** @throws {GraphQLError} the value is not a string */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new GraphQLError('A Date must be a calendar day as text, such as "2026-11-01".');
}

/** Whether a text is a calendar day `YYYY-MM-DD` that exists. */
export function isCalendarDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const time = Date.parse(day);
  // JavaScript parses 31 April as 1 May.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Accepts days that exist, and maps a missing one to null. */
@Injectable()
export class ExistingDay implements PipeTransform<string | null | undefined, string | null> {
  /** @throws {BadUserInputError} the value is not a day, or the day does not exist */
  transform(value: string | null | undefined, { data }: ArgumentMetadata): string | null {
    if (value === null || value === undefined) return null;
    if (isCalendarDay(value)) return value;
    throw new BadUserInputError(
      data ?? 'date',
      `a calendar day that exists, such as 2026-11-01; it was ${JSON.stringify(value)}`,
    );
  }
}

/** Decorates an argument that is a day or null. Every argument of type Date uses it. */
export function DayArgument(name: string, description: string): ParameterDecorator {
  return Args(name, { type: () => DateScalar, nullable: true, description }, ExistingDay);
}

/** @throws {BadUserInputError} both days are given, and `from` is after `to` */
export function checkSpan(from: string | null, to: string | null): void {
  if (from !== null && to !== null && from > to)
    throw new BadUserInputError('from', `at or before "to", which is ${to}; it was ${from}`);
}
