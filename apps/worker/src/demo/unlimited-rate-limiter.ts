import { type Cooldown, type CooldownReason, SpotifyRateLimiter } from '#spotify';

/**
 * Lets every call to the simulator pass: it has no budget to spare, and none of these calls counts against the
 * instance's. A cooldown is kept all the same, by this process alone.
 */
export class UnlimitedRateLimiter extends SpotifyRateLimiter {
  private cooldown: { readonly until: Date; readonly reason: CooldownReason } | null = null;

  async currentCooldown(): Promise<Cooldown | null> {
    if (!this.cooldown) return null;
    const left = this.cooldown.until.getTime() - Date.now();
    return left > 0 ? { ...this.cooldown, secondsLeft: Math.ceil(left / 1_000) } : null;
  }

  acquire(): Promise<Cooldown | null> {
    return this.currentCooldown();
  }

  async startCooldown(seconds: number, reason: CooldownReason): Promise<Cooldown> {
    const until = new Date(Date.now() + seconds * 1_000);
    if (!this.cooldown || this.cooldown.until < until) this.cooldown = { until, reason };
    return (await this.currentCooldown()) ?? { until, secondsLeft: seconds, reason };
  }
}
