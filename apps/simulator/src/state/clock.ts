/** The simulator's clock: it runs with the real one, from wherever it is set. */
export class SimulatedClock {
  readonly #initialOffset: number;
  #offset: number;

  /** @param base tells the real time, in milliseconds since 1970 (UTC) */
  constructor(
    startAt?: Date,
    private readonly base: () => number = Date.now,
  ) {
    this.#initialOffset = startAt ? startAt.getTime() - base() : 0;
    this.#offset = this.#initialOffset;
  }

  /** Milliseconds since 1970 (UTC). */
  now(): number {
    return this.base() + this.#offset;
  }

  set(instant: number): void {
    this.#offset = instant - this.base();
  }

  advance(seconds: number): void {
    this.#offset += seconds * 1000;
  }

  reset(): void {
    this.#offset = this.#initialOffset;
  }

  get offset(): number {
    return this.#offset;
  }

  restore(offset: number): void {
    this.#offset = offset;
  }
}
