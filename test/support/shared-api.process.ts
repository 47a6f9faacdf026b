import 'reflect-metadata';
import { readEnvironment, runProcess } from '#runtime';
import { startSimulator } from '#simulator';
import { apiEnv } from '../../apps/api/src/api.env.js';
import { startApi } from '../../apps/api/src/start-api.js';

/** An API and its simulator in one process, straight from TypeScript: shared-api.ts starts it. */
runProcess(async () => {
  const simulator = await startSimulator({ port: Number(process.env['SIMULATOR_PORT']) });
  const api = await startApi(readEnvironment(apiEnv));
  return {
    async close() {
      await api.close();
      await simulator.close();
    },
  };
});
