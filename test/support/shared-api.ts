import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fromSource, startInBackground } from './background-process.js';
import { isBuilt } from './build-once.js';
import { defaultSettings } from './default-settings.js';
import { freePort } from './free-port.js';
import { type OurProcess, FULL_YOUNG_GENERATION } from './our-process.js';
import { DEMO_APP, type Simulator, SimulatorControl, startSimulator } from './simulators.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { runDirectory } from './test-run.js';
import { until } from './until.js';

const note = z.object({
  pid: z.int(),
  url: z.url(),
  simulatorUrl: z.url(),
  settings: z.record(z.string(), z.string()),
  log: z.string(),
});
type Note = z.infer<typeof note>;

export interface BorrowedApi {
  readonly simulator: Simulator;
  /** Dropping it gives API, simulator and database back to the run. */
  readonly database: TestDatabase;
  readonly settings: Readonly<Record<string, string>>;
  readonly api: OurProcess;
}

/**
 * Borrows an API with the default settings, with its simulator and database. It runs from the build if this run has made
 * one, otherwise from TypeScript. It ends with the run (end-run.mts), and one test file after another uses it, since a start
 * costs more than most files do. The next file finds what earlier ones left.
 */
export async function borrowApi(): Promise<BorrowedApi> {
  const directory = join(runDirectory(), 'shared');
  mkdirSync(directory, { recursive: true });
  const shared = takeFree(directory) ?? (await start(directory));
  const { url, pid, log, settings, simulatorUrl } = shared;
  const earlier = readFileSync(log).length;
  const logs = (): string => readFileSync(log).subarray(earlier).toString('utf8');
  const refuse = (): never => {
    throw new Error('This API is shared by test files. Start one for this test: `instance.startApi()`.');
  };
  return {
    simulator: {
      url: simulatorUrl,
      control: new SimulatorControl(simulatorUrl),
      close: async () => undefined,
    },
    database: {
      url: settings['DATABASE_URL'] ?? '',
      drop: async () => renameSync(join(directory, `${pid}.taken`), join(directory, `${pid}.free`)),
    },
    settings,
    api: {
      url,
      pid,
      get logs() {
        return logs();
      },
      untilOutput: (text) => until(() => logs().includes(text), `the API writes "${text}"`, 60_000),
      ended: new Promise(() => undefined),
      kill: refuse,
      stop: async () => refuse(),
    },
  };
}

/** Renaming its file takes an API: of several workers of jest that try, one succeeds. */
function takeFree(directory: string): Note | undefined {
  for (const name of readdirSync(directory).filter((file) => file.endsWith('.free'))) {
    const taken = join(directory, name.replace(/free$/, 'taken'));
    try {
      renameSync(join(directory, name), taken);
    } catch {
      continue;
    }
    return note.parse(JSON.parse(readFileSync(taken, 'utf8')));
  }
  return undefined;
}

async function start(directory: string): Promise<Note> {
  const [database, port, { url: simulatorUrl }] = await Promise.all([
    createTestDatabase(),
    freePort(),
    startSimulator(),
  ]);
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...defaultSettings(database.url, simulatorUrl),
    SPOTIFY_CLIENT_ID: DEMO_APP.id,
    SPOTIFY_CLIENT_SECRET: DEMO_APP.secret,
  };
  const log = join(directory, `${port}.log`);
  const program = isBuilt()
    ? [FULL_YOUNG_GENERATION, resolve('dist/apps/api/src/main.js')]
    : fromSource('apps/api/src/main.ts');
  const pid = await startInBackground(program, `${url}/health/ready`, log, {
    ...settings,
    PORT: String(port),
  });
  const shared = { pid, url, simulatorUrl, settings, log };
  writeFileSync(join(directory, `${pid}.taken`), JSON.stringify(shared));
  return shared;
}
