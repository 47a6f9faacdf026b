import { runProcess } from '#runtime';
import { startStandalone } from './standalone.js';

runProcess(startStandalone);
