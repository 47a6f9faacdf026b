import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { SimulatorControl } from '#simulator';
import type { Client } from './client.js';
import { Instance } from './instance.js';
import type { OurProcess } from './our-process.js';

/** The shared fixtures of a test file. */
export interface Stage {
  readonly instance: Instance;
  readonly control: SimulatorControl;
  readonly api: OurProcess;
  /** A browser of its own for each test, not signed in. */
  readonly client: Client;
}

/**
 * One API for all tests of a file, with an empty database before each. Without settings it is borrowed from the run
 * (shared-api.ts). With settings, even `{}`, the file starts its own API from the build.
 */
export function setStage(settings?: Readonly<Record<string, string>>): Stage {
  const open: { instance?: Instance; api?: OurProcess; client?: Client } = {};
  const present = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the stage is set before the first test, not before');
    return part;
  };
  beforeAll(async () => {
    if (settings) {
      open.instance = await Instance.open();
      open.api = await open.instance.startApi(settings);
    } else {
      Object.assign(open, await Instance.borrow());
    }
  });
  beforeEach(async () => {
    const { instance, api } = { instance: present(open.instance), api: present(open.api) };
    await instance.simulator.control.reset();
    await instance.setClock();
    await instance.deleteRows();
    open.client = instance.client(api);
  });
  afterAll(async () => {
    if (settings) await open.api?.stop();
    await open.instance?.close();
  });
  return {
    get instance() {
      return present(open.instance);
    },
    get control() {
      return present(open.instance).simulator.control;
    },
    get api() {
      return present(open.api);
    },
    get client() {
      return present(open.client);
    },
  };
}
