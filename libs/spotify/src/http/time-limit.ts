/** In how many steps a limit runs down. */
const STEPS = 10;

/**
 * A time limit for an answer that counts the time in which this process was running. A pause (a suspended laptop, SIGSTOP,
 * a blocked event loop) costs one step however long it lasts, so that an answer that arrived during it is still read.
 */
export class TimeLimit {
  private stepsLeft = STEPS;
  private timer: NodeJS.Timeout;
  private lastTurn: NodeJS.Immediate | undefined;

  /** @param expire called once after `ms` milliseconds, unless the limit is cleared before */
  constructor(
    private readonly ms: number,
    private readonly expire: () => void,
  ) {
    this.timer = this.nextStep();
  }

  clear(): void {
    clearTimeout(this.timer);
    clearImmediate(this.lastTurn);
  }

  private nextStep(): NodeJS.Timeout {
    return setTimeout(() => {
      this.stepsLeft -= 1;
      if (this.stepsLeft > 0) this.timer = this.nextStep();
      // Node runs timers before it reads sockets: one more turn reads what arrived during a pause in the last step.
      else this.lastTurn = setImmediate(this.expire);
    }, this.ms / STEPS);
  }
}
