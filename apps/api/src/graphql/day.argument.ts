import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { Args } from '@nestjs/graphql';
import { BadUserInputError } from '../errors/client-error.js';
import { isCalendarDay } from './calendar-day.js';
import { DateScalar } from './date.scalar.js';

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
