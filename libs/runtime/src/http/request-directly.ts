import { Agent, request } from 'node:http';

export interface DirectRequest {
  readonly method?: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Time limit for the complete response. */
  readonly withinMs: number;
}

export interface DirectResponse {
  readonly status: number;
  readonly body: string;
}

/** Unlike the global agent, this one ignores `HTTP_PROXY`. */
const direct = new Agent();

/**
 * Sends an HTTP request to another process on this machine. Unlike `fetch`, it works on ports that browsers block and
 * ignores proxy settings in the environment.
 *
 * @throws if the response is not complete in time
 */
export function requestDirectly(
  url: string,
  { method, json, withinMs }: DirectRequest,
): Promise<DirectResponse> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      agent: direct,
      signal: AbortSignal.timeout(withinMs),
      ...(method === undefined ? {} : { method }),
      ...(json === undefined ? {} : { headers: { 'content-type': 'application/json' } }),
    });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    outgoing.end(json === undefined ? undefined : JSON.stringify(json));
  });
}
