/** The simulator's clock: it runs with the real one, from wherever it is set. */
export class SimulatedClock {
  readonly #initialOffset: number;
  #offset: number;
  /** Where it stands while it is on an excursion. */
  #excursion: number | undefined;

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
    return this.base() + (this.#excursion ?? this.#offset);
  }

  /** Sets the clock for good; an excursion is over. */
  set(instant: number): void {
    this.restore(instant - this.base());
  }

  /** Sets the clock until it comes back, or until the process ends: an excursion is not written down. */
  visit(instant: number): void {
    this.#excursion = instant - this.base();
  }

  /** Ends an excursion: the clock stands where it would without it. */
  comeBack(): void {
    this.#excursion = undefined;
  }

  advance(seconds: number): void {
    this.set(this.now() + seconds * 1000);
  }

  reset(): void {
    this.restore(this.#initialOffset);
  }

  /** What outlives the process; an excursion does not. */
  get offset(): number {
    return this.#offset;
  }

  restore(offset: number): void {
    this.#offset = offset;
    this.#excursion = undefined;
  }
}
