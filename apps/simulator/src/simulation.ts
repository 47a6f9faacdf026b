import { CallCounters, Latency, RequestLog, RollingWindow } from './control/traffic.js';
import { Faults } from './faults/faults.js';
import { ListenerSettingsStore } from './listeners.js';
import { AuthorizationCodes, Consents, consentRecordsSchema } from './state/consents.js';
import type { SimulatedClock } from './state/clock.js';
import { Grants, grantRecordsSchema } from './state/grants.js';
import { existsSync, readFileSync } from 'node:fs';
import { ExplainedError, writeDurably } from '#runtime';
import { z } from 'zod';

const savedStateSchema = z.object({
  version: z.literal(1),
  clockOffset: z.number(),
  grants: grantRecordsSchema,
  consents: consentRecordsSchema,
});
export type SavedState = Omit<z.infer<typeof savedStateSchema>, 'version'>;

/** The file that keeps tokens (as fingerprints), consents and the clock across restarts. */
export class StateFile {
  constructor(private readonly path: string) {}

  /**
   * Reads the saved state; undefined if there is no file.
   *
   * @throws {ExplainedError} if the file cannot be read or is not a state file
   */
  load(): SavedState | undefined {
    if (!existsSync(this.path)) return undefined;
    try {
      return savedStateSchema.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch (cause) {
      throw new ExplainedError(
        `SIMULATOR_STATE_FILE: ${this.path} is unreadable or is not a state file of the simulator. Remove it and start again; demo listeners then allow the sign-in once more.`,
        { cause },
      );
    }
  }

  /** Replaces the file atomically. */
  save(state: SavedState): void {
    writeDurably(this.path, JSON.stringify({ version: 1, ...state }));
  }
}

/** The app that is registered at the simulator. */
export interface RegisteredClient {
  readonly id: string;
  readonly secret: string;
  /** Exact addresses. A loopback address without a port matches every port. */
  readonly redirectUris: readonly string[];
}

export interface SimulationSettings {
  /** The simulator's scheme, host and port, used for links in answers. */
  readonly origin: string;
  readonly client: RegisteredClient;
  readonly seed: string;
  readonly accessTokenLifetimeSeconds: number;
}

/** The state of a running simulator, which endpoints read and the control interface changes. */
export class Simulation {
  readonly grants = new Grants();
  readonly consents = new Consents();
  readonly codes = new AuthorizationCodes();
  readonly listenerSettings = new ListenerSettingsStore();
  readonly faults = new Faults();
  readonly log = new RequestLog();
  readonly counters = new CallCounters();
  readonly rateLimit = new RollingWindow();
  readonly latency = new Latency();

  /** @throws if the state file is unusable */
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
    // Reports an unwritable file now rather than at the first sign-in.
    this.save();
  }

  /** Saves what must survive a restart. Must be called before an answer with a token is sent. */
  save(): void {
    this.stateFile?.save({
      clockOffset: this.clock.offset,
      grants: this.grants.records(),
      consents: this.consents.records(),
    });
  }

  /** Resets faults, limits, settings, log and clock; grants and consents too, unless they are kept. */
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
