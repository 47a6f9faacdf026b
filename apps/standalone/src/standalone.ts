import { publicAddress, readEnvironment, type RunningProcess } from '#runtime';
import { childEnvironment } from './child.env.js';
import { chooseDatabase } from './choose-database.js';
import { openDataDirectory } from './data-directory/open-data-directory.js';
import { Terminal } from './output/terminal.js';
import { welcome } from './output/welcome.js';
import { keepRunning, type Kept } from './processes/keep-running.js';
import { startOurProcess } from './processes/our-process.js';
import { addressOf, entryPointOf, placeSettings, type Planned, planOf } from './processes/plan.js';
import { runOurJob } from './processes/run-our-job.js';
import { startAll } from './processes/start-all.js';
import { type ChildSettings, serverSettings, simulatorSettings } from './settings/child-settings.js';
import { chooseMode } from './settings/mode.js';
import { opensInBrowsers, requirePorts } from './settings/ports.js';
import { standaloneEnv } from './standalone.env.js';

/** How long the processes of a start that was killed may take to leave their ports. */
const PATIENCE_MS = 10_000;

/** Starts everything in order: in demo mode the simulator, then the database, migrations, the demo's history, API, worker. */
export async function startStandalone(asked: AbortSignal): Promise<RunningProcess> {
  const settings = readEnvironment(standaloneEnv);
  const mode = chooseMode(settings);
  const address = publicAddress(settings);
  const plan = planOf(settings, mode);
  const terminal = new Terminal();
  const say = (text: string): void => terminal.say(text);
  const data = openDataDirectory(settings.DATA_DIR);
  const failed = new AbortController();
  const stopping = AbortSignal.any([asked, failed.signal]);
  const toClose: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of toClose.toReversed()) await closeOne();
    data.close();
  };
  try {
    await requirePorts(plan, data.wasKilled ? PATIENCE_MS : 0, stopping);
    const ownSettings = serverSettings(settings, mode, data, say);
    say('Starting ...');
    if (!opensInBrowsers(address)) {
      const setting = settings.PUBLIC_URL === undefined ? 'PORT' : 'PUBLIC_URL';
      say(`warning: browsers refuse the port of ${address}. Set ${setting} to another one.`);
    }
    const logFile = (app: string): string => data.within('logs', `${app}.log`);
    const start = (planned: Planned, settled: ChildSettings): Promise<Kept> => {
      const { name, readyPath } = planned;
      const app = name.toLowerCase();
      const ours = {
        ...{
          name,
          say,
          main: entryPointOf(app),
          logFile: logFile(app),
          readyUrl: addressOf(planned) + readyPath,
        },
        environment: childEnvironment({ ...settled, ...placeSettings(planned) }),
      };
      return keepRunning({ name, say, start: (signal) => startOurProcess(ours, signal) }, stopping);
    };
    const isSimulator = ({ name }: Planned): boolean => name === 'Simulator';
    const simulators = startAll(plan.filter(isSimulator), (planned) =>
      start(planned, simulatorSettings(settings, data)),
    );
    toClose.push(() => stopAll(simulators));
    const database = await chooseDatabase(settings, mode, data, say, stopping);
    toClose.push(() => database.stop());

    const servers = { ...ownSettings, DATABASE_URL: database.url };
    const environment = childEnvironment(servers);
    const job = (name: string, main: string, failure: string) =>
      runOurJob({ main, failure, environment, logFile: logFile(name), say }, stopping);
    await job('migrate', entryPointOf('migrate'), 'The database could not be migrated');
    // Says before anything listens when the keyring does not fit; otherwise it finishes a rotation of keys, if one began.
    await job('reencrypt', entryPointOf('migrate', 'reencrypt'), 'The stored Spotify tokens cannot be used');

    await Promise.all(simulators);
    // Before the API answers: this turns the simulator's clock back, so that no sign-in works.
    if (mode === 'demo') {
      await job('demo-history', entryPointOf('worker', 'demo/main'), "The demo's history could not be made");
    }

    const starting = startAll(
      plan.filter((planned) => !isSimulator(planned)),
      (planned) => start(planned, servers),
    );
    toClose.push(() => stopAll(starting));
    await Promise.all(starting);
    say(
      welcome({
        mode,
        address,
        dataDirectory: data.path,
        databasesElsewhere: database.elsewhere,
      }),
    );
  } catch (error) {
    failed.abort();
    await close();
    throw error;
  }
  return {
    async close() {
      say('Stopping ...');
      await close();
      say('Stopped. Your data is kept.');
    },
  };
}

async function stopAll(starting: readonly Promise<Kept>[]): Promise<void> {
  const started = await Promise.allSettled(starting);
  await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
}
