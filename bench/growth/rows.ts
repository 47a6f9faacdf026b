import type { Row } from '../stage/tables.js';
import type { DayFigures, Figure, RequestFigures } from './figures.js';

/** @param goals of the p50 and of the CPU of the API */
export function requestRows(
  name: string,
  costs: readonly RequestFigures[],
  goals: { readonly p50?: Row['goal']; readonly cpu?: Row['goal'] } = {},
): Row[] {
  const line = (what: string, value: (cost: RequestFigures) => string): Row => ({
    what: `${name}: ${what}`,
    values: costs.map(value),
  });
  return [
    { ...line('p50', ({ p50 }) => ms(p50.median)), ...(goals.p50 && { goal: goals.p50 }) },
    {
      ...line('CPU of the API', ({ cpuMs }) => `${formatFigure(cpuMs)} ms`),
      ...(goals.cpu && { goal: goals.cpu }),
    },
    line('CPU of PostgreSQL', ({ postgresMs }) => ms(postgresMs.median)),
    line('SQL statements', ({ statements }) => statements.median.toFixed(2)),
  ];
}

/** @param goal of the CPU of the workers */
export function dayRows(days: readonly DayFigures[], goal: Row['goal']): Row[] {
  const line = (what: string, value: (day: DayFigures) => string): Row => ({
    what: `a listener's day: ${what}`,
    values: days.map(value),
  });
  return [
    rateRow("a listener's day: listeners per second", days),
    { ...line('CPU of the workers', ({ cpuMs }) => `${formatFigure(cpuMs)} ms`), goal },
    line('CPU of PostgreSQL', ({ postgresMs }) => ms(postgresMs.median)),
    line('SQL statements', ({ statements }) => statements.median.toFixed(2)),
  ];
}

export function rateRow(what: string, rates: readonly { rate: Figure }[]): Row {
  return { what, values: rates.map(({ rate }) => formatFigure(rate)) };
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(digitsOf(milliseconds))} ms`;
}

/** Formats the median with the lowest and the highest. */
function formatFigure({ median, lowest, highest }: Figure): string {
  const format = (value: number): string => value.toFixed(digitsOf(median));
  return `${format(median)} (${format(lowest)}–${format(highest)})`;
}

function digitsOf(value: number): number {
  if (value >= 100) return 0;
  return value < 10 ? 2 : 1;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
