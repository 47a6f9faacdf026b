import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms. */
const TICK_MS = 10;
const BYTES_PER_MB = 1_000_000;

/** The CPU time that a process has used so far, user and system, in milliseconds. */
export function cpuMs(pid: number): number {
  return statOf(pid).cpuMs;
}

/** The same of a process, and of those that it has started, whether they still run or have ended. */
export function treeCpuMs(pid: number): number {
  const { cpuMs: own, endedMs } = statOf(pid);
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
  return children.reduce((sum, ms) => sum + ms, own + endedMs);
}

/** `endedMs` is what its children used that have ended. */
function statOf(pid: number): { parent: number; cpuMs: number; endedMs: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; the parent is the 4th field, utime and stime the 14th and 15th, and those of
  // the children the two after them.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ms = (field: number): number => (Number(fields[field]) + Number(fields[field + 1])) * TICK_MS;
  return { parent: Number(fields[1]), cpuMs: ms(11), endedMs: ms(13) };
}

/** The resident memory of a process, in MB. */
export function residentMb(pid: number): number {
  const pages = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(pages) * 1_024) / BYTES_PER_MB;
}
