import { addDays, type ChartDay, dayBegins, dayEnds, dueAt } from '../../libs/charts/src/index.js';

/** The simulated day, 24 hours from midnight in UTC. No clock changes on it. */
const DAY: ChartDay = '2026-11-29';
export const BEGINS = dayBegins(DAY, 'UTC').getTime();
export const DAY_MS = 24 * 3_600_000;

/** One zone for each hour, from UTC-11 to UTC+12. */
const WORLD = [
  'Pacific/Pago_Pago',
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Puerto_Rico',
  'America/Sao_Paulo',
  'America/Noronha',
  'Atlantic/Azores',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Karachi',
  'Asia/Dhaka',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Brisbane',
  'Pacific/Guadalcanal',
  'Pacific/Fiji',
];

/** Where the listeners live. `one`: all in UTC. `world`: equally many in each of 24 zones. */
export const PLACES = { one: ['UTC'], world: WORLD } as const;
export type Place = keyof typeof PLACES;

/** A chart day of a zone that overlaps the simulated day. */
interface ZoneDay {
  readonly timezone: string;
  readonly day: ChartDay;
  readonly begins: number;
  readonly ends: number;
}

/** For how many listeners the restated arithmetic is compared with `dueAt` of libs/charts. */
const COMPARED = 2_000;
const SPREAD_MS = 18 * 3_600_000;
/** Above the largest id. Due time and id are packed into one number, so that a typed array can sort them. */
const ID_LIMIT = 2 ** 20;

/** Listeners with the ids 1 to `size`, and when each is due within the simulated day. */
export class Crowd {
  private readonly zones: readonly (readonly ZoneDay[])[];
  /** Milliseconds since the beginning of the simulated day × ID_LIMIT + id, in order. */
  private readonly keys: Float64Array;

  /** @throws if the due times differ from those of `dueAt` */
  constructor(
    readonly size: number,
    place: Place,
  ) {
    if (size >= ID_LIMIT) throw new Error(`The simulation takes fewer than ${ID_LIMIT} listeners.`);
    this.zones = PLACES[place].map((timezone) =>
      [-1, 0, 1].map((days) => {
        const day = addDays(DAY, days);
        const [begins, ends] = [dayBegins(day, timezone).getTime(), dayEnds(day, timezone).getTime()];
        return { timezone, day, begins, ends };
      }),
    );
    this.keys = Float64Array.from(
      { length: size },
      (_, index) => this.dueMs(index + 1) * ID_LIMIT + index + 1,
    );
    this.compareDueTimes();
    this.keys.sort();
  }

  /** Calls `visit` for each listener in the order of due times, in milliseconds since the beginning of the day. */
  forEachDue(visit: (id: number, dueMs: number) => void): void {
    for (const key of this.keys) visit(key % ID_LIMIT, Math.floor(key / ID_LIMIT));
  }

  /** Returns the chart day for which a listener is due within the simulated day. */
  zoneDay(id: number): ZoneDay {
    const days = this.zones[id % this.zones.length] ?? [];
    const found = days.find((zoneDay) => {
      const dueMs = dueIn(id, zoneDay) - BEGINS;
      return dueMs >= 0 && dueMs < DAY_MS;
    });
    if (!found) throw new Error(`Listener ${id} is not due within the simulated day.`);
    return found;
  }

  private dueMs(id: number): number {
    return dueIn(id, this.zoneDay(id)) - BEGINS;
  }

  /** Compares only some: `dueAt` takes 40 µs, since it looks up time zones, so a million of them would take most of the run. */
  private compareDueTimes(): void {
    for (let id = 1; id <= this.size; id += Math.ceil(this.size / COMPARED)) {
      const { timezone, day } = this.zoneDay(id);
      const expected = dueAt(id, day, timezone).getTime() - BEGINS;
      if (expected !== this.dueMs(id)) throw new Error(`No report: listener ${id} is due at another time.`);
    }
  }
}

/** Computes `dueAt` from the beginning and end of the day, in milliseconds. */
function dueIn(id: number, { begins, ends }: ZoneDay): number {
  const fraction = (Math.imul(id, 0x9e3779b9) >>> 0) / 2 ** 32;
  return begins + Math.floor(fraction * Math.min(SPREAD_MS, ends - begins));
}
