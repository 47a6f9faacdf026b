import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { startSimulator, type Simulator } from '../start-simulator.js';
import type { ActiveFault, FaultOrder } from './faults.js';

/** The simulator of a spec, and the tokens of its main listener: new for each test. */
export let simulator: Simulator;
export let accessToken: string;
export let refreshToken: string;

/** Starts a simulator for the tests of a file, and sets it back before each. */
export function setFaultStage(): void {
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.close());
  beforeEach(async () => {
    await simulator.control.reset();
    ({ accessToken, refreshToken } = await simulator.control.grant({ listener: 'demo_01' }));
  });
}

/** Orders a fault, by default of calls for top lists. */
export function order(fault: FaultOrder['fault'], more: Partial<FaultOrder> = {}): Promise<ActiveFault> {
  return simulator.control.setFault({ endpoint: 'top-artists', fault, ...more });
}
