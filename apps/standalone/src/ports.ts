import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { EnvironmentError, listeningProblem } from '#runtime';

type SettingProblem = EnvironmentError['problems'][number];

/** An address to listen on. */
export interface Port {
  /** The setting of its port. */
  readonly setting: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Checks that all ports are free and different. `maxWaitMs` gives processes of a killed start time to exit.
 *
 * @throws {EnvironmentError} naming the setting of each port that is in use
 */
export async function requireFreePorts(
  ports: readonly Port[],
  maxWaitMs: number,
  stopping: AbortSignal,
): Promise<void> {
  const limit = performance.now() + maxWaitMs;
  for (;;) {
    const problems = await findProblems(ports);
    if (problems.length === 0) return;
    if (performance.now() > limit) throw new EnvironmentError(problems);
    await delay(100);
    stopping.throwIfAborted();
  }
}

async function findProblems(ports: readonly Port[]): Promise<SettingProblem[]> {
  const servers: Server[] = [];
  const problems: SettingProblem[] = [];
  for (const port of ports) {
    const server = createServer();
    const code = await new Promise<string | undefined>((resolve) => {
      server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      server.listen(port.port, port.host, () => resolve(undefined));
    });
    if (code === undefined) servers.push(server);
    else problems.push(toProblem(code, port));
  }
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return problems;
}

const HOST_SETTINGS: Readonly<Record<string, string>> = { PORT: 'HOST', WORKER_PORT: 'WORKER_HOST' };

function toProblem(code: string, { setting, host, port }: Port): SettingProblem {
  const address = { port, host, portSetting: setting, hostSetting: HOST_SETTINGS[setting] ?? setting };
  return (
    listeningProblem(code, address) ?? {
      name: setting,
      expected: `cannot listen on ${host}:${port} (${code}). Set another port`,
    }
  );
}

/** The ports that browsers refuse to open: https://fetch.spec.whatwg.org/#port-blocking. */
const BLOCKED_BY_BROWSERS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

/** Returns whether browsers block the port of this address. */
export function isBlockedByBrowsers(address: string): boolean {
  return BLOCKED_BY_BROWSERS.has(Number(new URL(address).port));
}
