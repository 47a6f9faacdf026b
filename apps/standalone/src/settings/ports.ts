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
 * killed, its processes may still be leaving: then `patienceMs` gives them time.
 *
 * @throws {EnvironmentError} naming the setting of each port that is taken.
 */
export async function requirePorts(
  ports: readonly Port[],
  patienceMs: number,
  stopping: AbortSignal,
): Promise<void> {
  const limit = performance.now() + patienceMs;
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
