import { setTimeout as delay } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

/** A kind of request that is sent under load. */
export interface LoadRequest {
  readonly what: string;
  readonly send: () => Promise<Response>;
}

export interface LoadReport {
  readonly answered: number;
  /** A description of each failed request. */
  readonly failures: readonly string[];
}

/** The pause of each client between requests: four clients send up to 20 a second. */
const PAUSE_MS = 200;
/** The number of requests per client if the signal does not end the load before. */
const MAX_REQUESTS = 1_000;

/** Sends these requests in turn, one at a time, until the signal or {@link MAX_REQUESTS} requests. */
export async function sendInTurn(requests: readonly LoadRequest[], until: AbortSignal): Promise<LoadReport> {
  const failures: string[] = [];
  let answered = 0;
  for (let index = 0; index < MAX_REQUESTS && !until.aborted; index++) {
    const request = requests[index % requests.length];
    if (!request) break;
    const failure = await failureOf(request);
    if (failure === undefined) answered++;
    else failures.push(`${request.what}: ${failure}`);
    await delay(PAUSE_MS);
  }
  return { answered, failures };
}

async function failureOf({ send }: LoadRequest): Promise<string | undefined> {
  try {
    const response = await send();
    const text = await response.text();
    return response.status === 200 && !text.includes('"errors"') ? undefined : `${response.status} ${text}`;
  } catch (error) {
    return isNativeError(error) ? error.message : String(error);
  }
}
