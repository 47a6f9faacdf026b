import 'reflect-metadata';
import { loadKeyring, TokenCipher } from '#database';
import { readEnvironment, runJob } from '#runtime';
import { NestFactory } from '@nestjs/core';
import { DemoHistory } from './demo-history.js';
import { demoEnv, DemoModule } from './demo.module.js';

/** Creates the demo's history once. Needs the simulator, and runs before API and worker start. */
runJob(async (stopping) => {
  const environment = readEnvironment(demoEnv);
  const { keyring } = await loadKeyring(environment.KEYRING_FILE);
  const began = performance.now();
  const app = await NestFactory.createApplicationContext(
    DemoModule.register(environment, new TokenCipher(keyring)),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  const days = await app.get(DemoHistory).create(stopping);
  await app.close();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(
    days === 0 ? 'The history exists.\n' : `Created a history of ${days} days in ${seconds} s.\n`,
  );
});
