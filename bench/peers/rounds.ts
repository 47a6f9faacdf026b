import { cpuMs, residentMb, treeCpuMs } from '../stage/process-cost.js';
import { askFor, askOnce, type Entries } from './ask.js';
import type { Contender } from './contenders.js';

/** What one round showed of one server. */
export interface Round {
  /** Requests answered in a second. */
  readonly rate: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** CPU of the server's process for each request, user and system, in milliseconds. */
  readonly cpuMs: number;
  /** The same of PostgreSQL, all its processes. */
  readonly postgresMs: number;
  /** Resident memory of the server's process at the end, in MB. */
  readonly residentMb: number;
}

const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 2;
const ROUNDS = 9;

/**
 * Each server in turn, and all over again: whatever else the machine does in a moment, it does to all of them. While one
 * is asked, the others wait.
 *
 * @param postgresPid PostgreSQL's first process
 * @throws when any answer was wrong
 */
export async function runRounds(
  contenders: readonly Contender[],
  entries: Entries,
  postgresPid: number,
): Promise<Round[][]> {
  const texts: string[] = [];
  for (const contender of contenders) {
    const { text, entries: given } = await askOnce(contender);
    if (JSON.stringify(given) !== JSON.stringify(entries)) {
      throw new Error(`Nothing is reported: ${contender.name} answers something else.`);
    }
    texts.push(text);
    await askFor(WARM_UP_SECONDS, contender, text);
  }
  const rounds: Round[][] = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      rounds[index]?.push(await runRound(contender, texts[index] ?? '', postgresPid));
    }
  }
  return rounds;
}

async function runRound(contender: Contender, text: string, postgresPid: number): Promise<Round> {
  const { pid } = contender.serving;
  const [ownBefore, postgresBefore] = [cpuMs(pid), treeCpuMs(postgresPid)];
  const { requests, seconds, p50, p99 } = await askFor(ROUND_SECONDS, contender, text);
  return {
    rate: requests / seconds,
    p50,
    p99,
    cpuMs: (cpuMs(pid) - ownBefore) / requests,
    postgresMs: (treeCpuMs(postgresPid) - postgresBefore) / requests,
    residentMb: residentMb(pid),
  };
}
