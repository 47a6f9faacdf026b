/** The simulator's clock: the real clock plus an offset. */
export class SimulatedClock {
  readonly #initialOffset: number;
  #offset: number;
  #temporaryOffset: number | undefined;

  /** @param base returns the real time in milliseconds since 1970 (UTC) */
  constructor(
    startAt?: Date,
    private readonly base: () => number = Date.now,
  ) {
    this.#initialOffset = startAt ? startAt.getTime() - base() : 0;
    this.#offset = this.#initialOffset;
  }

  /** Returns milliseconds since 1970 (UTC). */
  now(): number {
    return this.base() + (this.#temporaryOffset ?? this.#offset);
  }

  /** Sets the clock, and ends a temporary time. */
  set(instant: number): void {
    this.restore(instant - this.base());
  }

  /** Sets the clock until `endTemporary` or a restart: a temporary time is not saved. */
  setTemporarily(instant: number): void {
    this.#temporaryOffset = instant - this.base();
  }

  /** Returns to the time that the clock would have without the temporary time. */
  endTemporary(): void {
    this.#temporaryOffset = undefined;
  }

  advance(seconds: number): void {
    this.set(this.now() + seconds * 1000);
  }

  reset(): void {
    this.restore(this.#initialOffset);
  }

  /** The offset to save, without a temporary time. */
  get offset(): number {
    return this.#offset;
  }

  restore(offset: number): void {
    this.#offset = offset;
    this.#temporaryOffset = undefined;
  }
}
