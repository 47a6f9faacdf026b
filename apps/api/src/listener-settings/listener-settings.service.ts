import { dueAt, isTimezone, nextDay, skippedDays } from '#charts';
import {
  currentDay,
  type ListenerSnapshotState,
  type SettingsChange,
  SettingsRepository,
  SnapshotRepository,
} from '#database';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import { ConnectionStatus, type Viewer } from '../viewer/viewer.models.js';
import { ViewerService } from '../viewer/viewer.service.js';

/** The settings that a listener asks for. Absent or null keeps the current value. */
export interface RequestedSettings {
  readonly timezone?: string | null;
  readonly snapshotsPaused?: boolean | null;
  readonly includeReconstructed?: boolean | null;
}

/**
 * Changes a listener's settings: the time zone of their chart days, whether snapshots are taken, and whether reads
 * include reconstructed ones.
 */
@Injectable()
export class ListenerSettingsService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly viewers: ViewerService,
  ) {}

  /**
   * @returns the listener with the new settings
   * @throws {BadUserInputError} the time zone does not exist
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async update(listenerId: number, requested: RequestedSettings): Promise<Viewer> {
    const { timezone } = requested;
    if (typeof timezone === 'string' && !isTimezone(timezone)) {
      throw new BadUserInputError(
        'timezone',
        'the IANA name of a time zone, such as Europe/Berlin, in its exact spelling',
      );
    }
    const change = await this.computeChange(listenerId, requested);
    if (change) await this.settings.change(listenerId, change);
    return this.viewers.viewer(listenerId);
  }

  /**
   * Computes the change that leads to the requested settings, with the new due time; null if nothing changes.
   *
   * @throws {ClientError} UNAUTHENTICATED: the account no longer exists
   */
  async computeChange(listenerId: number, requested: RequestedSettings): Promise<SettingsChange | null> {
    const state = (await this.snapshots.readState(listenerId)) ?? this.viewers.throwAccountDeleted();
    const { status } = await this.viewers.spotifyLink(listenerId);
    const timezone = requested.timezone ?? state.timezone;
    const paused = requested.snapshotsPaused ?? state.paused;
    const moves = timezone !== state.timezone;
    const { includeReconstructed: included } = requested;
    const inclusion = typeof included === 'boolean' ? { includeReconstructed: included } : null;
    if (!moves && paused === state.paused) return inclusion;
    const day = currentDay(state, timezone);
    const disconnected = status === ConnectionStatus.REAUTHORIZATION_REQUIRED;
    // After a disconnection the worker decides at once when to try the refresh token again.
    const due = disconnected ? state.now : nextDueAt(listenerId, state, timezone);
    return {
      ...inclusion,
      ...(moves ? { timezone, day, skippedDays: skippedDays(currentDay(state), day) } : {}),
      ...(paused === state.paused ? {} : { snapshotsPaused: paused }),
      dueAt: paused ? null : due,
    };
  }
}

/**
 * Computes when snapshots are due in a time zone: at the usual time of the current chart day, at once if that is over;
 * on the next day if the current day has all its snapshots.
 */
function nextDueAt(listenerId: number, state: ListenerSnapshotState, timezone: string): Date {
  const today = currentDay(state, timezone);
  const complete = Object.values(state.newest).every((snapshot) => snapshot?.day === today);
  const due = dueAt(listenerId, complete ? nextDay(today) : today, timezone);
  return due > state.now ? due : state.now;
}
