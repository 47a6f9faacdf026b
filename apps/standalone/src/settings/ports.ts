import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { EnvironmentError, listeningProblem } from '#runtime';

type SettingProblem = EnvironmentError['problems'][number];

/** A place to listen, and the setting that moves it. */
export interface Port {
  /** The setting that moves it. */
  readonly setting: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Makes sure that all these ports can be listened on, each by itself and no two the same. Where an earlier start was
 * killed, its processes may still be leaving: then `maxWaitMs` gives them time.
 *
 * @throws {EnvironmentError} naming the setting of each port that is taken.
 */
export async function requirePorts(
  ports: readonly Port[],
  maxWaitMs: number,
  stopping: AbortSignal,
): Promise<void> {
  const limit = performance.now() + maxWaitMs;
  for (;;) {
    const problems = await problemsOf(ports);
    if (problems.length === 0) return;
    if (performance.now() > limit) throw new EnvironmentError(problems);
    await delay(100);
    stopping.throwIfAborted();
  }
}

async function problemsOf(ports: readonly Port[]): Promise<SettingProblem[]> {
  const held: Server[] = [];
  const problems: SettingProblem[] = [];
  for (const { setting, host, port } of ports) {
    const server = createServer();
    const refusal = await new Promise<string | undefined>((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      server.listen(port, host, () => resolve(undefined));
    });
    if (refusal === undefined) held.push(server);
    else problems.push(problemOf(refusal, { setting, host, port }));
  }
  await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  return problems;
}

const HOST_SETTINGS: Readonly<Record<string, string>> = { PORT: 'HOST', WORKER_PORT: 'WORKER_HOST' };

function problemOf(refusal: string, { setting, host, port }: Port): SettingProblem {
  const place = { port, host, portSetting: setting, hostSetting: HOST_SETTINGS[setting] ?? setting };
  return (
    listeningProblem(refusal, place) ?? {
      name: setting,
      expected: `a port that is free; ${host}:${port} cannot be listened on (${refusal})`,
    }
  );
}

/** The ports that browsers refuse to open: https://fetch.spec.whatwg.org/#port-blocking. */
const REFUSED_BY_BROWSERS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Whether browsers open this address at all. */
export function opensInBrowsers(address: string): boolean {
  return !REFUSED_BY_BROWSERS.has(Number(new URL(address).port));
}
