import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;
const BYTES_PER_MB = 1_000_000;

/** CPU time of a process since its start, user and system, in milliseconds. */
export function cpuMs(pid: number): number {
  return readStat(pid).cpuMs;
}

/** CPU time of a process and of its child processes, running or ended, in milliseconds. */
export function treeCpuMs(pid: number): number {
  const { cpuMs: own, endedMs } = readStat(pid);
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = running.flatMap((name) => {
    try {
      const { parent, cpuMs: ms } = readStat(Number(name));
      return parent === pid ? [ms] : [];
    } catch {
      // The process has just ended.
      return [];
    }
  });
  return children.reduce((sum, ms) => sum + ms, own + endedMs);
}

/** `endedMs` is the CPU time of children that have ended. */
function readStat(pid: number): { parent: number; cpuMs: number; endedMs: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may contain spaces. Field 4 is the parent, 14 and 15 are the process's times, 16 and 17 those of
  // its ended children.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ms = (field: number): number => (Number(fields[field]) + Number(fields[field + 1])) * TICK_MS;
  return { parent: Number(fields[1]), cpuMs: ms(11), endedMs: ms(13) };
}

/** Resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  return readMemory(pid, 'VmRSS');
}

/** The most resident memory that a process has had since its start or {@link resetPeakMb}, in MB. */
export function peakMb(pid: number): number {
  return readMemory(pid, 'VmHWM');
}

/** Sets the peak of a process to its resident memory. */
export function resetPeakMb(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

function readMemory(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return (Number(kilobytes) * 1_024) / BYTES_PER_MB;
}

/** The value that this share of the values does not exceed; NaN without values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** A list of 500 artists as JSON, 60 kB. */
const TEXT = JSON.stringify(
  Array.from({ length: 500 }, (_, index) => ({
    id: `artist${index}`,
    name: `The ${index}. artist`,
    genres: ['dream pop', 'shoegaze'],
    popularity: index % 100,
    spotifyUrl: `https://open.spotify.com/artist/artist${index}`,
  })),
);

/**
 * Times a fixed task while something else is measured. The speed of a shared machine changes by half within minutes, so
 * figures of different minutes are compared as multiples of this task's time.
 */
export class Yardstick {
  private readonly times: number[] = [];

  /** Does the task once. It is short, so it is rarely interrupted. */
  run(): void {
    const startedAt = performance.now();
    JSON.stringify(JSON.parse(TEXT));
    this.times.push(performance.now() - startedAt);
  }

  /** The median time of the task in milliseconds. Wall-clock time, because Linux counts CPU time in steps of 10 ms. */
  get ms(): number {
    return median(this.times);
  }
}
