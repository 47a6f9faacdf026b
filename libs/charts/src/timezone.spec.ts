import { describe, expect, test } from '@jest/globals';
import { isTimezone } from './chart-day.js';

describe('isTimezone()', () => {
  test('accepts every timezone that the runtime lists', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(400);
    expect(zones.filter((zone) => !isTimezone(zone))).toEqual([]);
  });

  test.each([
    ['a canonical name', 'Europe/Berlin'],
    ['UTC', 'UTC'],
    ['a new name', 'Asia/Kolkata'],
    ['an old name', 'Asia/Calcutta'],
    ['an alias', 'US/Pacific'],
    ['a name with a sign', 'Etc/GMT+12'],
    ['a name in three parts', 'America/Argentina/Buenos_Aires'],
    ['unusual capitals', 'Antarctica/DumontDUrville'],
    ['a name with a lower-case word', 'America/Port-au-Prince'],
  ])('accepts %s: %s', (_, name) => {
    expect(isTimezone(name)).toBe(true);
  });

  test.each([
    ['an offset', '+02:00'],
    ['another offset', '-0330'],
    ['an offset by name', 'UTC+2'],
    ['a military letter', 'Z'],
    ['an abbreviation', 'PST'],
    ['an ambiguous abbreviation', 'IST'],
    ['a name in lower case', 'europe/berlin'],
    ['UTC in mixed case', 'Utc'],
    ['an unknown place', 'Europe/Atlantis'],
    ['a city alone', 'Berlin'],
    ['an area alone', 'Europe'],
    ['a timestamp with a zone', '2026-01-01T00:00[Europe/Berlin]'],
    ['spaces around it', ' UTC'],
    ['a space behind it', 'UTC '],
    ['a line break', 'UTC\n'],
    ['an empty text', ''],
    ['a path', '../../etc/passwd'],
    ['a very long name', `Europe/${'a'.repeat(100_000)}`],
  ])('rejects %s', (_, name) => {
    expect(isTimezone(name)).toBe(false);
  });
});
