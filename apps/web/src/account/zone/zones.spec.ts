import { describe, expect, it } from '@jest/globals';
import { RENAMED } from './renamed-zones.js';
import { listZones, getOffset, searchZones } from './zones.js';

const winter = new Date('2026-01-15T12:00:00Z');
const zones = listZones('UTC', winter);

describe('listZones', () => {
  it('lists every zone once, sorted by name', () => {
    const names = zones.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(300);
    expect(names).toEqual([...new Set(names)].toSorted());
  });

  it('includes the own zone, even if the browser does not list it', () => {
    expect(listZones('Etc/GMT+12', winter).map(({ name }) => name)).toContain('Etc/GMT+12');
    expect(listZones('Mars/Olympus', winter)).toContainEqual({
      name: 'Mars/Olympus',
      browserName: 'Mars/Olympus',
      offset: '',
    });
  });

  it.each([...RENAMED])('lists %s as %s, which has the same offset', (before, now) => {
    for (const at of [winter, new Date('2026-07-15T12:00:00Z')]) {
      expect([now, getOffset(now, at)]).toEqual([now, getOffset(before, at)]);
    }
    expect(getOffset(now, winter)).toMatch(/^GMT/);
    const names = zones.map(({ name }) => name);
    expect(names).not.toContain(before);
  });

  it.each([
    ['Europe/Berlin', '2026-01-15T12:00:00Z', 'GMT+1'],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', 'GMT+2'],
    ['Asia/Kathmandu', '2026-07-15T12:00:00Z', 'GMT+5:45'],
  ])('knows that the offset of %s at %s is %s', (name, at, offset) => {
    expect(getOffset(name, new Date(at))).toBe(offset);
  });
});

describe('searchZones', () => {
  it.each([
    ['berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['NEW_YORK', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['america/sao', 'America/Sao_Paulo'],
    ['dili', 'Asia/Dili'],
    ['kyiv', 'Europe/Kyiv'],
    ['kiev', 'Europe/Kyiv'],
    ['kolkata', 'Asia/Kolkata'],
  ])('for "%s" finds %s first', (typed, name) => {
    expect(searchZones(typed, zones)[0]?.name).toBe(name);
  });

  it('finds zones by their offset', () => {
    const found = searchZones('gmt+5:45', zones);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ offset }) => offset === 'GMT+5:45')).toBe(true);
  });

  it('gives all zones for an empty text and none for nonsense', () => {
    expect(searchZones('  ', zones)).toBe(zones);
    expect(searchZones('qqqq', zones)).toEqual([]);
  });
});
