import 'reflect-metadata';
import { loadKeyring, TokenCipher } from '#database';
import { readEnvironment, runJob } from '#runtime';
import { NestFactory } from '@nestjs/core';
import { DemoHistory } from './demo-history.js';
import { demoEnv } from './demo.env.js';
import { DemoModule } from './demo.module.js';

/** The job of demo mode: gives its listener a past, once, while neither API nor worker runs; the simulator has to be up. */
runJob(async (stopping) => {
  const environment = readEnvironment(demoEnv);
  const { keyring } = await loadKeyring(environment.KEYRING_FILE);
  const began = performance.now();
  const app = await NestFactory.createApplicationContext(
    DemoModule.register(environment, new TokenCipher(keyring)),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  const days = await app.get(DemoHistory).make(stopping);
  await app.close();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stdout.write(
    days === 0 ? 'The history is there.\n' : `Made a history of ${days} days in ${seconds} s.\n`,
  );
});
