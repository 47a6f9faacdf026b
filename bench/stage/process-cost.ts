import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;
const BYTES_PER_MB = 1_000_000;

/** The CPU time that a process has used so far, user and system, in milliseconds. */
export function cpuMs(pid: number): number {
  return statOf(pid).cpuMs;
}

/** The same of a process, and of those that it has started and that run now. */
export function treeCpuMs(pid: number): number {
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = running.flatMap((name) => {
    try {
      const { parent, cpuMs: ms } = statOf(Number(name));
      return parent === pid ? [ms] : [];
    } catch {
      // It has just ended.
      return [];
    }
  });
  return children.reduce((sum, ms) => sum + ms, cpuMs(pid));
}

function statOf(pid: number): { parent: number; cpuMs: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; the parent is the 4th field, utime and stime the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
}

/** The resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const pages = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(pages) * 1_024) / BYTES_PER_MB;
}
