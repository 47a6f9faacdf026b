import { Agent, request } from 'node:http';

export interface DirectRequest {
  readonly method?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** The limit for the whole answer. */
  readonly withinMs: number;
}

export interface DirectAnswer {
  readonly status: number;
  readonly body: string;
}

/** Unlike the global agent, this one ignores `HTTP_PROXY`. */
const direct = new Agent();

/**
 * Asks another process of this machine over HTTP. `fetch` refuses the ports that browsers refuse, and sends requests
 * through the proxy that the environment names; neither applies here.
 *
 * @throws when there is no answer in time
 */
export function requestDirectly(
  url: string,
  { method, json, withinMs }: DirectRequest,
): Promise<DirectAnswer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, {
      agent: direct,
      signal: AbortSignal.timeout(withinMs),
      ...(method === undefined ? {} : { method }),
      ...(json === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    });
    asking.on('error', reject);
    asking.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asking.end(json === undefined ? undefined : JSON.stringify(json));
  });
}
