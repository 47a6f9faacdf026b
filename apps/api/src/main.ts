import 'reflect-metadata';
import { readEnvironment, runProcess } from '#runtime';
import { apiEnv } from './api.env.js';
import { startApi } from './start-api.js';

runProcess(() => startApi(readEnvironment(apiEnv)));
