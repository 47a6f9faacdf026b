import { setTimeout as delay } from 'node:timers/promises';

/** How often a condition is checked, at first and after 7 s: several files wait at the same time, and checks take CPU. */
const PAUSE_MS = { shortest: 50, longest: 500 };

/** Waits for a condition; throws, saying what did not come, when it takes longer than this. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  withinMs = 30_000,
): Promise<void> {
  const begun = performance.now();
  while (!(await condition())) {
    const waited = performance.now() - begun;
    if (waited > withinMs) throw new Error(`Not within ${withinMs / 1_000} s: ${what}`);
    await delay(Math.min(PAUSE_MS.shortest + waited / 15, PAUSE_MS.longest));
  }
}
