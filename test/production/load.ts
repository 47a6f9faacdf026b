import { setTimeout as delay } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

/** A request of some kind. */
export interface Asking {
  readonly what: string;
  readonly send: () => Promise<Response>;
}

export interface LoadReport {
  readonly answered: number;
  /** What was not answered as it should be, in words. */
  readonly failures: readonly string[];
}

/** Each of those who ask waits so long between its requests: four make 20 a second at most. */
const PAUSE_MS = 200;
/** Where nobody ends it, it ends after so many requests of each. */
const MOST = 1_000;

/** Makes these requests in turn, one at a time, until the signal or for {@link MOST} times. */
export async function askInTurn(askings: readonly Asking[], until: AbortSignal): Promise<LoadReport> {
  const failures: string[] = [];
  let answered = 0;
  for (let index = 0; index < MOST && !until.aborted; index++) {
    const asking = askings[index % askings.length];
    if (!asking) break;
    const failure = await failureOf(asking);
    if (failure === undefined) answered++;
    else failures.push(`${asking.what}: ${failure}`);
    await delay(PAUSE_MS);
  }
  return { answered, failures };
}

async function failureOf({ send }: Asking): Promise<string | undefined> {
  try {
    const response = await send();
    const text = await response.text();
    return response.status === 200 && !text.includes('"errors"') ? undefined : `${response.status} ${text}`;
  } catch (error) {
    return isNativeError(error) ? error.message : String(error);
  }
}
