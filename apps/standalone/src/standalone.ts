import { publicAddress, readEnvironment, type RunningProcess } from '#runtime';
import { entryPoint, runJob, startProcess } from './child-processes.js';
import { chooseDatabase } from './choose-database.js';
import { openDataDirectory } from './data-directory.js';
import {
  localAddress,
  type PlannedProcess,
  planProcesses,
  serverSettings,
  simulatorSettings,
} from './plan.js';
import { isBlockedByBrowsers, requireFreePorts } from './ports.js';
import { childEnvironment, type ChildSettings, chooseMode, standaloneEnv } from './standalone.env.js';
import { supervise, type Supervisor } from './supervise.js';
import { Terminal, welcomeMessage } from './terminal.js';

/** How long the processes of a killed start may take to release their ports. */
const PORTS_TIMEOUT_MS = 10_000;

/** Starts everything in order: the simulator in demo mode, the database, migrations, the demo's history, API and worker. */
export async function startStandalone(stopRequested: AbortSignal): Promise<RunningProcess> {
  const settings = readEnvironment(standaloneEnv);
  const mode = chooseMode(settings);
  const address = publicAddress(settings);
  const processes = planProcesses(settings, mode);
  const terminal = new Terminal();
  const print = (text: string): void => terminal.print(text);
  const data = openDataDirectory(settings.DATA_DIR);
  const failed = new AbortController();
  const stopping = AbortSignal.any([stopRequested, failed.signal]);
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeNext of closers.toReversed()) await closeNext();
    data.close();
  };

  const logFile = (name: string): string => data.resolve('logs', `${name}.log`);
  const startOne = (planned: PlannedProcess, childSettings: ChildSettings): Promise<Supervisor> => {
    const { name, setting, port, readyPath } = planned;
    const app = name.toLowerCase();
    const options = {
      name,
      print,
      main: entryPoint(app),
      logFile: logFile(app),
      readyUrl: localAddress(planned) + readyPath,
      environment: childEnvironment({ ...childSettings, [setting]: String(port) }),
    };
    return supervise({ name, print, start: (signal) => startProcess(options, signal) }, stopping);
  };
  const startAll = (planned: readonly PlannedProcess[], childSettings: ChildSettings) => {
    const starting = planned.map((one) => startOne(one, childSettings));
    // They may be awaited only later, or not at all after another failure.
    for (const one of starting) one.catch(() => undefined);
    closers.push(() => stopAll(starting));
    return Promise.all(starting);
  };
  const isSimulator = ({ name }: PlannedProcess): boolean => name === 'Simulator';

  try {
    await requireFreePorts(processes, data.wasKilled ? PORTS_TIMEOUT_MS : 0, stopping);
    const sharedSettings = serverSettings(settings, mode, data, print);
    print('Starting ...');
    if (isBlockedByBrowsers(address)) {
      const setting = settings.PUBLIC_URL === undefined ? 'PORT' : 'PUBLIC_URL';
      print(`warning: browsers block the port of ${address}. Set ${setting} to another one.`);
    }
    const simulator = startAll(processes.filter(isSimulator), simulatorSettings(settings, data));
    simulator.catch(() => undefined);
    const database = await chooseDatabase(settings, mode, data, print, stopping);
    closers.push(() => database.stop());

    const servers = { ...sharedSettings, DATABASE_URL: database.url };
    const environment = childEnvironment(servers);
    const job = (name: string, main: string, failure: string) =>
      runJob({ main, failure, environment, logFile: logFile(name), print }, stopping);
    await job('migrate', entryPoint('migrate'), 'The database could not be migrated');
    // Fails if the keyring does not fit; otherwise finishes a key rotation.
    await job('reencrypt', entryPoint('migrate', 'reencrypt'), 'The stored Spotify tokens cannot be used');
    await simulator;
    // Runs before the API answers: it turns the simulator's clock back, so that no sign-in would work.
    if (mode === 'demo') {
      await job('demo-history', entryPoint('worker', 'demo/main'), "The demo's history could not be created");
    }

    await startAll(
      processes.filter((planned) => !isSimulator(planned)),
      servers,
    );
    const { outsideLocation } = database;
    print(welcomeMessage({ mode, address, dataDirectory: data.path, outsideLocation }));
  } catch (error) {
    failed.abort();
    await close();
    throw error;
  }
  return {
    async close() {
      print('Stopping ...');
      await close();
      print('Stopped. Your data is kept.');
    },
  };
}

async function stopAll(starting: readonly Promise<Supervisor>[]): Promise<void> {
  const started = await Promise.allSettled(starting);
  await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
}
