import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Args } from '@nestjs/graphql';
import { BadUserInputError } from '../errors/client-error.js';
import { DateScalar, isCalendarDay } from './scalars.js';

/** Lets days that exist through, and null where none was given. */
@Injectable()
export class ExistingDay implements PipeTransform<string | null | undefined, string | null> {
  /** @throws {BadUserInputError} it is no day, or none that any calendar has */
  transform(value: string | null | undefined, { data }: ArgumentMetadata): string | null {
    if (value === null || value === undefined) return null;
    if (isCalendarDay(value)) return value;
    throw new BadUserInputError(
      data ?? 'date',
      `a calendar day that exists, such as 2026-11-01; it was ${JSON.stringify(value)}`,
    );
  }
}

/** An argument that is a day, or null. Every argument of type Date is one of these. */
export function DayArgument(name: string, description: string): ParameterDecorator {
  return Args(name, { type: () => DateScalar, nullable: true, description }, ExistingDay);
}

/** @throws {BadUserInputError} the days are not in order, where both are given */
export function checkSpan(from: string | null, to: string | null): void {
  if (from !== null && to !== null && from > to) {
    throw new BadUserInputError('from', `at or before ${to}, where the days end; it was ${from}`);
  }
}
