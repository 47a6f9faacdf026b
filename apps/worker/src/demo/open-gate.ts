import { RateGate, type Hold, type HoldReason } from '#spotify';

/**
 * A gate for the simulator, whose patience no budget has to spare: every call may pass, and none is counted against the
 * instance's budget. A hold is kept all the same, by this process alone.
 */
export class OpenGate extends RateGate {
  private held: { readonly until: Date; readonly reason: HoldReason } | null = null;

  async current(): Promise<Hold | null> {
    if (!this.held) return null;
    const left = this.held.until.getTime() - Date.now();
    return left > 0 ? { ...this.held, secondsLeft: Math.ceil(left / 1_000) } : null;
  }

  pass(): Promise<Hold | null> {
    return this.current();
  }

  async hold(seconds: number, reason: HoldReason): Promise<Hold> {
    const until = new Date(Date.now() + seconds * 1_000);
    if (!this.held || this.held.until < until) this.held = { until, reason };
    return (await this.current()) ?? { until, secondsLeft: seconds, reason };
  }
}
