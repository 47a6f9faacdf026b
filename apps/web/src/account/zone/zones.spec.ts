import { describe, expect, it } from '@jest/globals';
import { RENAMED } from './renamed-zones.js';
import { allZones, offsetOf, zonesLike } from './zones.js';

const winter = new Date('2026-01-15T12:00:00Z');
const zones = allZones('UTC', winter);

describe('the zones', () => {
  it('are each there once, by name', () => {
    const names = zones.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(300);
    expect(names).toEqual([...new Set(names)].toSorted());
  });

  it('have the own one among them, even if the browser does not list it', () => {
    expect(allZones('Etc/GMT+12', winter).map(({ name }) => name)).toContain('Etc/GMT+12');
    expect(allZones('Mars/Olympus', winter)).toContainEqual({
      name: 'Mars/Olympus',
      formerName: 'Mars/Olympus',
      offset: '',
    });
  });

  it.each([...RENAMED])('have what was %s as %s, which is the same', (before, now) => {
    for (const at of [winter, new Date('2026-07-15T12:00:00Z')]) {
      expect([now, offsetOf(now, at)]).toEqual([now, offsetOf(before, at)]);
    }
    expect(offsetOf(now, winter)).toMatch(/^GMT/);
    const names = zones.map(({ name }) => name);
    expect(names).not.toContain(before);
  });

  it.each([
    ['Europe/Berlin', '2026-01-15T12:00:00Z', 'GMT+1'],
    ['Europe/Berlin', '2026-07-15T12:00:00Z', 'GMT+2'],
    ['Asia/Kathmandu', '2026-07-15T12:00:00Z', 'GMT+5:45'],
  ])('know that %s at %s is %s', (name, at, offset) => {
    expect(offsetOf(name, new Date(at))).toBe(offset);
  });
});

describe('the search', () => {
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
  ])('for %s finds %s first', (typed, name) => {
    expect(zonesLike(typed, zones)[0]?.name).toBe(name);
  });

  it('finds by the difference to UTC', () => {
    const found = zonesLike('gmt+5:45', zones);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ offset }) => offset === 'GMT+5:45')).toBe(true);
  });

  it('of nothing gives all, and of nonsense none', () => {
    expect(zonesLike('  ', zones)).toBe(zones);
    expect(zonesLike('qqqq', zones)).toEqual([]);
  });
});
