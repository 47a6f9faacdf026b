import 'reflect-metadata';
import { readEnvironment, runProcess } from '#runtime';
import { startWorker } from './start-worker.js';
import { workerEnv } from './worker.env.js';

runProcess(() => startWorker(readEnvironment(workerEnv)));
