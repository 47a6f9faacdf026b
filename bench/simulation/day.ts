import { nextDue } from '../../apps/worker/src/snapshots/retry-policy.js';
import { DayCounts } from './counts.js';
import { BEGINS, type Crowd, DAY_MS } from './crowd.js';
import { type Attempt, Slot } from './job.js';
import { PermitLine, PermitWindow } from './permits.js';

/** What a simulated day depends on. */
interface Settings {
  readonly crowd: Crowd;
  /** SPOTIFY_REQUESTS_PER_30S. */
  readonly budget: number;
  readonly workers: number;
  /** When Spotify answers 429 and asks to wait an hour, in milliseconds since the beginning of the day. */
  readonly cooldownAtMs?: number;
}

const STEP_MS = 50;
/** SNAPSHOT_TICK_CRON and SNAPSHOT_CONCURRENCY by default, and `REQUEUE_MINUTES`. */
const TICK_MS = 300_000;
const CONCURRENCY = 8;
const REQUEUE_TICKS = 2;
const WORKER_SHARE = 0.8;
const COOLDOWN_SECONDS = 3_600;
const TOKEN_MS = 3_600_000 - 60_000;
const HEARTBEAT_MS = 3_000;
const RANGES = 3;

/** State of a listener whose attempt failed. */
interface Retry {
  readonly lists: number;
  readonly attempts: number;
  readonly dueMs: number;
  readonly tokenUntil: number;
}

/** A day of the schedule, the queue, the workers and the rate limiter. The same settings give the same day. */
export class SimulatedDay {
  readonly counts = new DayCounts();
  private readonly window = new PermitWindow();
  private readonly workers: readonly { readonly line: PermitLine; readonly slots: readonly Slot[] }[];
  /** The listeners who become claimable before each tick. */
  private readonly claimable: number[][];
  private readonly firstDue: Float64Array;
  private readonly retries = new Map<number, Retry>();
  private queue: { readonly id: number; readonly tick: number }[] = [];
  private head = 0;
  /** Waiting jobs by the tick that queued them, for as long as ticks claim them again. */
  private readonly waiting: number[] = Array.from({ length: REQUEUE_TICKS }, () => 0);
  private seed = 20;

  constructor(private readonly settings: Settings) {
    const most = Math.max(1, Math.floor(settings.budget * WORKER_SHARE));
    this.workers = Array.from({ length: settings.workers }, () => {
      const line = new PermitLine(this.window, most);
      return { line, slots: Array.from({ length: CONCURRENCY }, () => new Slot(line)) };
    });
    this.claimable = Array.from({ length: DAY_MS / TICK_MS }, () => []);
    this.firstDue = new Float64Array(settings.crowd.size + 1);
    settings.crowd.forEachDue((id, dueMs) => {
      this.firstDue[id] = dueMs;
      this.postpone(id, dueMs);
    });
  }

  run(): DayCounts {
    for (let now = 0; now < DAY_MS; now = this.next(now)) {
      if (now === this.settings.cooldownAtMs) this.window.startCooldown(now, COOLDOWN_SECONDS);
      if (now % TICK_MS === 0) this.tick(now);
      // Either worker may ask first.
      const workers = this.random() < 0.5 ? this.workers : this.workers.toReversed();
      for (const { line, slots } of workers) {
        for (const slot of slots) this.advance(now, slot);
        const permits = line.serve(now);
        if (permits === 0) continue;
        this.counts.calls.add(now, permits);
        this.counts.rows.add(now, 1);
      }
      if (now % 1_000 === 0) this.counts.queued[now / 1_000] = this.depth;
    }
    return this.counts;
  }

  /** Returns the time of the next step, or of the next tick if there is nothing to do before it. */
  private next(now: number): number {
    const mayBeIdle = now % 1_000 === 0 && this.depth === 0;
    const isIdle = mayBeIdle && this.workers.every(({ slots }) => slots.every((slot) => slot.isFree));
    return isIdle ? now - (now % TICK_MS) + TICK_MS : now + STEP_MS;
  }

  private get depth(): number {
    return this.queue.length - this.head;
  }

  /** Queues due listeners. Claims those again who still wait after 10 minutes, which writes a row but adds no job. */
  private tick(now: number): void {
    const tick = now / TICK_MS;
    this.counts.rows.add(now, this.waiting[tick % REQUEUE_TICKS] ?? 0);
    const due = this.claimable[tick] ?? [];
    for (const id of due) this.queue.push({ id, tick });
    this.wait(tick, due.length);
    this.counts.rows.add(now, 2 * due.length);
  }

  private wait(tick: number, jobs: number): void {
    this.waiting[tick % REQUEUE_TICKS] = (this.waiting[tick % REQUEUE_TICKS] ?? 0) + jobs;
  }

  private advance(now: number, slot: Slot): void {
    const attempt = slot.advance(now);
    if (attempt) this.finish(now, attempt, slot.startedAt);
    // A free slot looks for a job every second, or immediately while there are more jobs than slots.
    if (slot.isFree && this.depth > 0 && (now % 1_000 === 0 || this.depth > CONCURRENCY))
      this.start(now, slot);
  }

  private start(now: number, slot: Slot): void {
    const job = this.queue[this.head];
    if (!job) return;
    this.head += 1;
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    }
    this.wait(job.tick, -1);
    this.counts.rows.add(now, 1);
    const retry = this.retries.get(job.id);
    slot.start(now, job.id, retry?.lists ?? RANGES, (retry?.tokenUntil ?? 0) > now);
  }

  private finish(now: number, attempt: Attempt, startedAt: number): void {
    const { id, recorded, refused, refreshed } = attempt;
    const { rows } = this.counts;
    // A lease and new tokens; a snapshot and a revision for each list; the schedule; the job, and its deletion later.
    rows.add(
      now,
      (refreshed ? 2 : 0) + 2 * recorded + refused + 3 + Math.floor((now - startedAt) / HEARTBEAT_MS),
    );
    const dueMs = this.firstDue[id] ?? 0;
    if (refused === 0) {
      this.retries.delete(id);
      this.counts.addRecording(dueMs, now);
      if (BEGINS + startedAt >= this.settings.crowd.zoneDay(id).ends) this.counts.tooLate += 1;
      return;
    }
    this.counts.failed += 1;
    const before = this.retries.get(id);
    this.reschedule(now, attempt, before ?? { lists: RANGES, attempts: 0, dueMs, tokenUntil: 0 });
  }

  /** Asks the worker's retry policy when a listener is due again. */
  private reschedule(
    now: number,
    { id, refused, retryAfterSeconds, refreshed }: Attempt,
    before: Retry,
  ): void {
    const { timezone, day } = this.settings.crowd.zoneDay(id);
    const dueAt = new Date(BEGINS + before.dueMs);
    const { due, gaveUp } = nextDue({
      listenerId: id,
      day,
      state: { now: new Date(BEGINS + now), timezone, paused: false, dueAt, attempts: before.attempts },
      failures: [{ reason: 'RATE_LIMITED', retryAfterSeconds }],
      random: () => this.random(),
    });
    if (gaveUp || !due.dueAt) {
      this.counts.gaveUp += 1;
      return;
    }
    const dueMs = due.dueAt.getTime() - BEGINS;
    const tokenUntil = refreshed ? now + TOKEN_MS : before.tokenUntil;
    this.retries.set(id, { lists: refused, attempts: due.attempts, dueMs, tokenUntil });
    this.postpone(id, dueMs);
  }

  private postpone(id: number, dueMs: number): void {
    this.claimable[Math.ceil(dueMs / TICK_MS)]?.push(id);
  }

  /** Returns a number below 1 from a linear congruential generator (Numerical Recipes), so that all runs are equal. */
  private random(): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed / 2 ** 32;
  }
}
