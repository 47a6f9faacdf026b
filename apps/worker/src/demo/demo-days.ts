import { type ChartDay, dayBegins, dueAt } from '#charts';
import {
  type NewestSnapshot,
  SettingsRepository,
  type SnapshotFailureReason,
  type TimeRange,
} from '#database';
import { ExplainedError } from '#runtime';
import { Injectable } from '@nestjs/common';
import { SnapshotRecorder } from '../snapshots/snapshot-recorder.js';
import { DEMO_LISTENER, type PlannedDay, ZONE } from './planned-days.js';
import { SimulatorControl } from './simulator-control.js';

const RANGES: readonly TimeRange[] = ['SHORT_TERM', 'MEDIUM_TERM', 'LONG_TERM'];

/** What came of a range that day: a snapshot, or why there is none. */
type Outcome = 'SNAPSHOT' | SnapshotFailureReason;

/** Lives through the days of the demo's past, each at the hour at which the listener's snapshots were due. */
@Injectable()
export class DemoDays {
  constructor(
    private readonly recorder: SnapshotRecorder,
    private readonly settings: SettingsRepository,
    private readonly simulator: SimulatorControl,
  ) {}

  /**
   * @param days consecutive, oldest first
   * @throws {ExplainedError} when a day does not come out as planned
   */
  async live(listenerId: number, days: readonly PlannedDay[], stopping: AbortSignal): Promise<void> {
    const newest: Record<TimeRange, NewestSnapshot | null> = {
      SHORT_TERM: null,
      MEDIUM_TERM: null,
      LONG_TERM: null,
    };
    let paused = false;
    for (const { day, kind } of days) {
      stopping.throwIfAborted();
      if (paused !== (kind === 'PAUSED')) {
        paused = !paused;
        await this.settings.change(listenerId, {
          snapshotsPaused: paused,
          effectiveAt: dayBegins(day, ZONE),
        });
      }
      if (kind === 'PAUSED' || kind === 'NOBODY_RAN') continue;
      const takenAt = dueAt(listenerId, day, ZONE);
      await this.simulator.visit(takenAt);
      await this.spoil(kind);
      const { outcomes, error } = await this.recorder.record({ listenerId, day, takenAt, newest });
      if (error !== undefined) throw error;
      for (const [range, result] of outcomes) {
        const outcome = result.outcome === 'FAILED' ? result.failure.reason : 'SNAPSHOT';
        insist(day, range, outcome, expected(kind, range));
        if (outcome === 'SNAPSHOT') newest[range] = { day, hadPlaces: true };
      }
    }
  }

  /** Orders from the simulator what goes wrong on such a day. */
  private async spoil(kind: PlannedDay['kind']): Promise<void> {
    if (kind === 'SPOTIFY_DOWN') {
      await this.simulator.spoil(DEMO_LISTENER, { fault: 'server-error', times: RANGES.length });
    } else if (kind === 'EMPTY_MEDIUM_TERM') {
      await this.simulator.spoil(DEMO_LISTENER, { fault: 'empty-list', times: 1, range: 'medium_term' });
    }
  }
}

function expected(kind: PlannedDay['kind'], range: TimeRange): Outcome {
  if (kind === 'SPOTIFY_DOWN') return 'SPOTIFY_UNAVAILABLE';
  return kind === 'EMPTY_MEDIUM_TERM' && range === 'MEDIUM_TERM' ? 'EMPTY_RESPONSE' : 'SNAPSHOT';
}

function insist(day: ChartDay, range: TimeRange, outcome: Outcome, planned: Outcome): void {
  if (outcome === planned) return;
  throw new ExplainedError(
    `${range} of ${day} gave ${outcome} instead of ${planned}. The simulator's log may say why; start again to go on.`,
  );
}
