import { drawLines } from '../stage/svg.js';
import type { Growth, RequestFigures, Yearly } from './figures.js';
import { YEARLY_NAMES } from './report.js';

/** Draws a run. Returns the drawings by file name. */
export function growthDrawings({ sizes, years, processes }: Growth): Map<string, string> {
  const total = ({ cpuMs, postgresMs }: Pick<RequestFigures, 'cpuMs' | 'postgresMs'>): number =>
    cpuMs.median + postgresMs.median;
  const yearly = (key: Yearly): { name: string; values: number[] } => ({
    name: YEARLY_NAMES[key],
    values: years.map(({ costs }) => total(costs[key])),
  });
  const bySize = {
    labels: sizes.map(({ listeners }) => listeners.toLocaleString('en')),
    positions: sizes.map(({ listeners }) => Math.log10(listeners)),
  };
  const byYears = {
    labels: years.map((each) => String(each.years)),
    positions: years.map((each) => each.years),
  };
  const byProcesses = {
    labels: processes.map((each) => String(each.processes)),
    positions: processes.map((each) => each.processes),
  };
  return new Map([
    [
      'listeners.svg',
      drawLines({
        title: 'CPU of API or worker and PostgreSQL in ms, by listeners in the database',
        ...bySize,
        lines: [
          { name: 'topArtists, one listener', values: sizes.map(({ topArtists }) => total(topArtists.one)) },
          { name: 'topArtists, any listener', values: sizes.map(({ topArtists }) => total(topArtists.any)) },
          { name: 'chart, any listener', values: sizes.map(({ chart }) => total(chart.any)) },
          { name: "a listener's day", values: sizes.map(({ day }) => total(day)) },
        ],
        logarithmic: true,
        lowest: 0.1,
      }),
    ],
    [
      'memory.svg',
      drawLines({
        title: 'Resident memory in MB, by listeners in the database',
        ...bySize,
        lines: [
          { name: 'API', values: sizes.map(({ apiMb }) => apiMb) },
          { name: 'worker', values: sizes.map(({ workerMb }) => workerMb) },
        ],
      }),
    ],
    [
      'years.svg',
      drawLines({
        title: 'CPU of API and PostgreSQL per request in ms, by years of history',
        ...byYears,
        lines: [yearly('chart'), yearly('reread'), yearly('trend'), yearly('weeklyCharts')],
      }),
    ],
    [
      'exports.svg',
      drawLines({
        title: 'CPU of API and PostgreSQL per request in ms, by years of history',
        ...byYears,
        lines: [yearly('year'), yearly('export')],
        logarithmic: true,
      }),
    ],
    [
      'processes.svg',
      drawLines({
        title: 'CPU of API or worker and PostgreSQL in ms, by processes',
        ...byProcesses,
        lines: [
          { name: 'topArtists, any listener', values: processes.map(({ topArtists }) => total(topArtists)) },
          { name: 'chart, any listener', values: processes.map(({ chart }) => total(chart)) },
          { name: "a listener's day", values: processes.map(({ day }) => total(day)) },
        ],
        logarithmic: true,
        lowest: 0.1,
      }),
    ],
  ]);
}
