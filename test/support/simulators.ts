import { z } from 'zod';
import type { Simulator, SimulatorOptions } from '#simulator';
import { SimulatorControl } from '../../apps/simulator/src/control/control.client.js';
import { runServices } from './test-database.js';

export { demoListeners } from '../../apps/simulator/src/listeners.js';
export { SimulatorControl };

/** The app that a simulator knows where the options name no other. */
export const DEMO_APP = { id: 'headliner-demo', secret: 'headliner-demo-secret' } as const;

export type { Simulator };

/**
 * Starts a simulator of its own in the process of the run that holds them all (simulators.process.ts): no test file
 * has to load the simulator's code.
 */
export async function startSimulator(
  options: Pick<SimulatorOptions, 'clientId' | 'clientSecret' | 'redirectUris'> = {},
): Promise<Simulator> {
  const { simulators } = await runServices();
  const response = await fetch(simulators, { method: 'POST', body: JSON.stringify(options) });
  const text = await response.text();
  if (!response.ok) throw new Error(`The simulator could not be started: ${text}`);
  const url = z.url().parse(text);
  return {
    url,
    control: new SimulatorControl(url),
    close: async () => void (await fetch(simulators, { method: 'DELETE', body: url })),
  };
}
