import { setTimeout as delay } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

/** A request of some kind. */
export interface Asking {
  readonly what: string;
  readonly send: () => Promise<Response>;
}

export interface LoadReport {
  readonly answered: number;
  /** Descriptions of the wrong answers. */
  readonly failures: readonly string[];
}

/** Pause between the requests of one client: four clients send at most 20 per second. */
const PAUSE_MS = 200;
/** Without a signal, the load ends after this many requests per client. */
const MOST = 1_000;

/** Sends these requests in turn, one at a time, until the signal or up to {@link MOST} times. */
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
