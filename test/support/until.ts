import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition; throws, saying what did not come, when it takes longer than this. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 30_000,
): Promise<void> {
  const limit = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > limit) throw new Error(`Not within ${withinMs / 1_000} s: ${what}`);
    await delay(25);
  }
}
