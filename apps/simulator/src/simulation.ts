import { CallCounters } from './control/call-counters.js';
import { Latency } from './control/latency.js';
import { RequestLog } from './control/request-log.js';
import { RollingWindow } from './control/rolling-window.js';
import { Faults } from './faults/faults.js';
import { AllListenerSettings } from './listeners/listener-settings.js';
import { AuthorizationCodes } from './state/authorization-codes.js';
import type { SimulatedClock } from './state/clock.js';
import { Consents } from './state/consents.js';
import { Grants } from './state/grants.js';
import type { StateFile } from './state/state-file.js';

/** The one app registered at the simulated Spotify. */
export interface RegisteredClient {
  readonly id: string;
  readonly secret: string;
  /** Exact addresses; a loopback one without a port stands for any port. */
  readonly redirectUris: readonly string[];
}

export interface SimulationSettings {
  /** Scheme, host and port under which the simulator is reached; links in answers are built on it. */
  readonly origin: string;
  readonly client: RegisteredClient;
  readonly seed: string;
  readonly accessTokenLifetimeSeconds: number;
}

/** Everything a running simulator knows: what its endpoints read and what the control interface turns. */
export class Simulation {
  readonly grants = new Grants();
  readonly consents = new Consents();
  readonly codes = new AuthorizationCodes();
  readonly listenerSettings = new AllListenerSettings();
  readonly faults = new Faults();
  readonly log = new RequestLog();
  readonly counters = new CallCounters();
  readonly rateLimit = new RollingWindow();
  readonly latency = new Latency();

  /** @throws when the state file can be neither used nor made */
  constructor(
    readonly settings: SimulationSettings,
    readonly clock: SimulatedClock,
    private readonly stateFile?: StateFile,
  ) {
    const saved = stateFile?.load();
    if (saved) {
      this.clock.restore(saved.clockOffset);
      this.grants.restore(saved.grants);
      this.consents.restore(saved.consents);
    }
    // A file that cannot be written is better known now than at the first sign-in.
    this.save();
  }

  /** Writes down what must survive a restart. To be called before an answer that hands out a token is sent. */
  save(): void {
    this.stateFile?.save({
      clockOffset: this.clock.offset,
      grants: this.grants.records(),
      consents: this.consents.records(),
    });
  }

  /** Back to the beginning: no faults, limits, changed settings or log; unless they are kept, no grants either. */
  reset(keepGrants: boolean): void {
    this.faults.clear();
    this.listenerSettings.reset();
    this.log.clear();
    this.counters.reset();
    this.rateLimit.limit(null);
    this.latency.reset();
    this.clock.reset();
    if (!keepGrants) {
      this.grants.reset();
      this.consents.withdraw();
      this.codes.reset();
    }
    this.save();
  }
}
