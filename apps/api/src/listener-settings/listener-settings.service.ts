import { isTimezone } from '#charts';
import { type Listener, type SettingsChange, SettingsRepository, SnapshotRepository } from '#database';
import { Injectable } from '@nestjs/common';
import { BadUserInputError } from '../errors/client-error.js';
import { ViewerService } from '../viewer/viewer.service.js';
import { type WantedSettings, settingsChange } from './settings-change.js';

/** Changes what a listener may choose: the time zone of their chart days, and whether snapshots are taken. */
@Injectable()
export class ListenerSettingsService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly viewers: ViewerService,
  ) {}

  /**
   * @returns the listener, with the settings as they are then
   * @throws {BadUserInputError} there is no such time zone
   * @throws {ClientError} UNAUTHENTICATED: the session outlived its listener
   */
  async change(listenerId: number, wanted: WantedSettings): Promise<Listener> {
    const { timezone } = wanted;
    if (typeof timezone === 'string' && !isTimezone(timezone)) {
      throw new BadUserInputError(
        'timezone',
        'the IANA name of a time zone, such as Europe/Berlin, spelt as it is there',
      );
    }
    const change = await this.changeTo(listenerId, wanted);
    if (change) await this.settings.change(listenerId, change);
    return this.viewers.listener(listenerId);
  }

  /**
   * The change that leads to the wanted settings; null where nothing changes.
   *
   * @throws {ClientError} UNAUTHENTICATED: as {@link change}
   */
  async changeTo(listenerId: number, wanted: WantedSettings): Promise<SettingsChange | null> {
    const situation = (await this.snapshots.readState(listenerId)) ?? this.viewers.gone();
    const { status } = await this.viewers.connection(listenerId);
    const disconnected = status === 'REAUTHORIZATION_REQUIRED';
    return settingsChange({ ...situation, listenerId, disconnected }, wanted);
  }
}
