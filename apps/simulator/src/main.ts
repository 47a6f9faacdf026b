import { readEnvironment, runProcess } from '#runtime';
import { simulatorEnv } from './simulator.env.js';
import { startSimulator } from './start-simulator.js';

runProcess(async () => {
  const environment = readEnvironment(simulatorEnv);
  const simulator = await startSimulator({
    port: environment.SIMULATOR_PORT,
    clientId: environment.SIMULATOR_CLIENT_ID,
    clientSecret: environment.SIMULATOR_CLIENT_SECRET,
    redirectUris: environment.SIMULATOR_REDIRECT_URIS,
    stateFile: environment.SIMULATOR_STATE_FILE,
    seed: environment.SIMULATOR_SEED,
    accessTokenLifetimeSeconds: environment.SIMULATOR_ACCESS_TOKEN_SECONDS,
  });
  process.stdout.write(`The Spotify simulator is listening at ${simulator.url}.\n`);
  return simulator;
});
