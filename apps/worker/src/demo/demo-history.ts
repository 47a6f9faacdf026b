import type { ChartDay } from '#charts';
import { type Listener, ListenerRepository, SignInRepository } from '#database';
import { SpotifySignIn } from '#spotify';
import { Injectable } from '@nestjs/common';
import { DemoDays } from './demo-days.js';
import { DEMO_LISTENER, firstPlannedDay, plannedDays } from './planned-days.js';
import { SimulatorControl } from './simulator-control.js';

/** Makes the past of the demo's listener: 26 weeks of snapshots and gaps, by the code that takes everybody's. */
@Injectable()
export class DemoHistory {
  constructor(
    private readonly listeners: ListenerRepository,
    private readonly signIns: SignInRepository,
    private readonly spotify: SpotifySignIn,
    private readonly days: DemoDays,
    private readonly simulator: SimulatorControl,
  ) {}

  /**
   * Makes the history unless it is there; answers how many days it went through. What an earlier run left half done is
   * gone through again, and what that recorded stays. The first accountable day moves last of all, so that it tells
   * whether a history is whole.
   */
  async make(stopping: AbortSignal): Promise<number> {
    const known = await this.listeners.findBySpotifyId(DEMO_LISTENER);
    if (known && firstDayOf(known) <= firstPlannedDay(known.createdAt)) return 0;
    // A run that was killed may have left the simulator in the past, and about to fail. Tokens of today are good on all
    // days before.
    await this.simulator.comeBack();
    await this.simulator.clearFaults();
    const listenerId = await this.signIn();
    const days = plannedDays((await this.signedIn()).createdAt);
    try {
      await this.days.live(listenerId, days, stopping);
    } finally {
      await this.simulator.comeBack();
    }
    // The connection is as new as the demo, and what went wrong on the way is no error of today.
    await this.signIn(days[0]?.day);
    return days.length;
  }

  /** The listener consents now, by the simulator's clock and ours. */
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

  private async signedIn(): Promise<Listener> {
    const listener = await this.listeners.findBySpotifyId(DEMO_LISTENER);
    if (!listener) throw new Error('The listener who has just signed in is not there.');
    return listener;
  }
}

function firstDayOf({ firstDay }: Listener): ChartDay {
  return firstDay.toISOString().slice(0, 10);
}
