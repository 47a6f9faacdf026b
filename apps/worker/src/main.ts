import 'reflect-metadata';
import { openKeyring, TokenCipher } from '#database';
import { listenAt, readEnvironment, refuseForeignHosts, type RunningProcess, runProcess } from '#runtime';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Logger } from 'nestjs-pino';
import { type WorkerEnvironment, workerEnv } from './worker.env.js';
import { WorkerModule } from './worker.module.js';

runProcess(() => startWorker(readEnvironment(workerEnv)));

/** Starts the worker and its HTTP server for health checks and metrics. */
async function startWorker(environment: WorkerEnvironment): Promise<RunningProcess> {
  const { keyring, warnings } = await openKeyring(environment, 'headliner-worker');
  const app = await NestFactory.create<NestExpressApplication>(
    WorkerModule.register(environment, new TokenCipher(keyring)),
    { bufferLogs: true, abortOnError: false },
  );
  const logger = app.get(Logger);
  app.useLogger(logger);
  for (const warning of warnings) logger.warn(warning);
  app.disable('x-powered-by');
  app.use(refuseForeignHosts(environment.WORKER_HOST));
  const { WORKER_PORT: port, WORKER_HOST: host } = environment;
  await listenAt({ port, host, portSetting: 'WORKER_PORT', hostSetting: 'WORKER_HOST' }, () =>
    app.listen(port, host),
  );
  return app;
}
