import { addDays, type ChartDay, dayBegins, dayOf, daysFrom, dueAt } from '#charts';
import {
  type Listener,
  ListenerRepository,
  type NewestSnapshot,
  SettingsRepository,
  SignInRepository,
  type SnapshotFailureReason,
  TimeRange,
} from '#database';
import { ExplainedError } from '#runtime';
import { SpotifySignIn } from '#spotify';
import { Injectable } from '@nestjs/common';
import { SnapshotRecorder } from '../snapshots/snapshot-recorder.js';
import { SimulatorControl } from './simulator-control.js';

/** The demo listener's `id` at the simulator. */
const DEMO_LISTENER = 'demo_01';
/** The default time zone of a listener. */
const ZONE = 'UTC';
const DAYS = 26 * 7;

type DayKind = 'GOOD' | 'NOT_RUNNING' | 'PAUSED' | 'SPOTIFY_DOWN' | 'EMPTY_MEDIUM_TERM';

/** The days with gaps, by their number from the first day. They show what gaps look like. */
const BAD_DAYS: Readonly<Record<number, DayKind>> = {
  38: 'NOT_RUNNING',
  39: 'NOT_RUNNING',
  74: 'SPOTIFY_DOWN',
  103: 'EMPTY_MEDIUM_TERM',
  131: 'PAUSED',
  132: 'PAUSED',
  133: 'PAUSED',
  166: 'NOT_RUNNING',
};

/** Creates the history of the demo listener: 26 weeks of snapshots and gaps, recorded by the worker's own code. */
@Injectable()
export class DemoHistory {
  constructor(
    private readonly listeners: ListenerRepository,
    private readonly signIns: SignInRepository,
    private readonly spotify: SpotifySignIn,
    private readonly recorder: SnapshotRecorder,
    private readonly settings: SettingsRepository,
    private readonly simulator: SimulatorControl,
  ) {}

  /**
   * Creates the history unless it is complete, and returns the number of days processed. A run resumes an interrupted
   * one. The first accountable day is set last, as the mark of a complete history.
   *
   * @throws {ExplainedError} if a day does not turn out as planned
   */
  async create(stopping: AbortSignal): Promise<number> {
    const existing = await this.listeners.findBySpotifyId(DEMO_LISTENER);
    if (existing && toChartDay(existing.firstDay) <= firstDay(existing.createdAt)) return 0;
    // A killed run may have left the simulator in the past, and with faults.
    await this.simulator.restoreClock();
    await this.simulator.clearFaults();
    const listenerId = await this.signIn();
    const first = firstDay((await this.findListener()).createdAt);
    const days = daysFrom(first, addDays(first, DAYS));
    try {
      await this.record(listenerId, days, stopping);
    } finally {
      await this.simulator.restoreClock();
    }
    // Signs in again, so that the connection is new and shows no old error.
    await this.signIn(first);
    return days.length;
  }

  /** Records consecutive days, oldest first, each at the time at which the listener's snapshots were due. */
  private async record(listenerId: number, days: readonly ChartDay[], stopping: AbortSignal): Promise<void> {
    const newest: Record<TimeRange, NewestSnapshot | null> = {
      SHORT_TERM: null,
      MEDIUM_TERM: null,
      LONG_TERM: null,
    };
    let paused = false;
    for (const [index, day] of days.entries()) {
      stopping.throwIfAborted();
      const kind = BAD_DAYS[index] ?? 'GOOD';
      if (paused !== (kind === 'PAUSED')) {
        paused = !paused;
        await this.settings.change(listenerId, {
          snapshotsPaused: paused,
          effectiveAt: dayBegins(day, ZONE),
        });
      }
      if (kind === 'PAUSED' || kind === 'NOT_RUNNING') continue;
      const takenAt = dueAt(listenerId, day, ZONE);
      await this.simulator.setClock(takenAt);
      await this.setFault(kind);
      const { outcomes, error } = await this.recorder.record({ listenerId, day, takenAt, newest });
      if (error !== undefined) throw error;
      for (const [range, result] of outcomes) {
        const outcome = result.outcome === 'FAILED' ? result.failure.reason : 'SNAPSHOT';
        requireOutcome(day, range, outcome, expectedOutcome(kind, range));
        if (outcome === 'SNAPSHOT') newest[range] = { day, hadPlaces: true };
      }
    }
  }

  private async setFault(kind: DayKind): Promise<void> {
    if (kind === 'SPOTIFY_DOWN') {
      await this.simulator.setFault(DEMO_LISTENER, {
        fault: 'server-error',
        times: Object.keys(TimeRange).length,
      });
    } else if (kind === 'EMPTY_MEDIUM_TERM') {
      await this.simulator.setFault(DEMO_LISTENER, { fault: 'empty-list', times: 1, range: 'medium_term' });
    }
  }

  private async signIn(accountableFrom?: ChartDay): Promise<number> {
    const tokens = await this.simulator.grant(DEMO_LISTENER);
    const profile = await this.spotify.profileOf(tokens.accessToken);
    return this.signIns.record({
      profile,
      tokens,
      scopes: tokens.scope.split(' '),
      consentRenewed: true,
      ...(accountableFrom === undefined ? {} : { accountableFrom }),
    });
  }

  private async findListener(): Promise<Listener> {
    const listener = await this.listeners.findBySpotifyId(DEMO_LISTENER);
    if (!listener) throw new Error('The demo listener is missing after the sign-in.');
    return listener;
  }
}

/** Returns the first of the 26 weeks before the day of the first sign-in. */
function firstDay(signedInAt: Date): ChartDay {
  return addDays(dayOf(signedInAt, ZONE), -DAYS);
}

function toChartDay(date: Date): ChartDay {
  return date.toISOString().slice(0, 10);
}

function expectedOutcome(kind: DayKind, range: TimeRange): 'SNAPSHOT' | SnapshotFailureReason {
  if (kind === 'SPOTIFY_DOWN') return 'SPOTIFY_UNAVAILABLE';
  return kind === 'EMPTY_MEDIUM_TERM' && range === 'MEDIUM_TERM' ? 'EMPTY_RESPONSE' : 'SNAPSHOT';
}

function requireOutcome(day: ChartDay, range: TimeRange, outcome: string, expected: string): void {
  if (outcome === expected) return;
  throw new ExplainedError(
    `The demo's ${range} list of ${day} gave ${outcome} instead of ${expected}. Check the simulator's log, then start again to continue.`,
  );
}
