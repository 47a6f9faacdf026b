import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import { forgetProcess, noteProcess, runDirectory } from './test-run.js';

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface RunningCommand {
  readonly pid: number;
  /** All it has written so far, both streams as they came. */
  readonly logs: string;
  readonly ended: Promise<ProcessEnd>;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and how it ended; it is given 35 s, 5 more than a worker may take to drain. */
  stop(): Promise<ProcessEnd>;
  /** Waits for this text in what it writes, 60 s at most; throws when it ends without. */
  untilOutput(text: string): Promise<void>;
}

export interface CommandOptions {
  readonly directory: string;
  /** Its whole environment, but for the path to the tools and the place where Node keeps what it compiled. */
  readonly environment: Readonly<Record<string, string>>;
  /** With a channel to us over which Node tells it that we are gone. */
  readonly ipc?: boolean;
  /** In a process group of its own, as a terminal gives to each command. */
  readonly ownGroup?: boolean;
}

const running = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...running].map(async (child) => child.kill('SIGKILL') && once(child, 'exit')));
});

/** Starts a command, keeps what it writes, and has it ended with the test file at the latest. */
export function startCommand(
  [command, ...args]: readonly [string, ...string[]],
  { directory, environment, ipc = false, ownGroup = false }: CommandOptions,
): RunningCommand {
  const child = spawn(command, args, {
    cwd: directory,
    env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: join(runDirectory(), 'compiled'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    detached: ownGroup,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started.`);
  running.add(child);
  noteProcess(pid);
  let logs = '';
  let end: ProcessEnd | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (logs += text));
  }
  const ended = once(child, 'close').then(([code, signal]): ProcessEnd => {
    running.delete(child);
    forgetProcess(pid);
    return (end = { code, signal });
  });
  return {
    pid,
    ended,
    get logs() {
      return logs;
    },
    kill: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGTERM');
      const inTime = await Promise.race([ended, delay(35_000, undefined, { ref: false })]);
      if (inTime) return inTime;
      child.kill('SIGKILL');
      throw new Error(`${command} did not end within 35 s of SIGTERM. It wrote:\n${logs}`);
    },
    async untilOutput(text) {
      const limit = performance.now() + 60_000;
      while (!logs.includes(text)) {
        const failure = end ? 'ended without saying' : performance.now() > limit ? 'did not say' : undefined;
        if (failure) throw new Error(`${command} ${failure} "${text}". It wrote:\n${logs}`);
        await delay(25);
      }
    },
  };
}
