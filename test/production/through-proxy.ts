import { once } from 'node:events';
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { HOST, type ReverseProxy } from './reverse-proxy.js';

/** A keep-alive connection through the proxy from one address of this machine. */
export class ThroughProxy {
  private readonly agent: Agent;

  constructor(
    private readonly proxy: ReverseProxy,
    private readonly localAddress: string,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 1, ca: proxy.certificate, servername: HOST });
  }

  /** Begins a request without its body. */
  begin(method: string, path: string, headers: OutgoingHttpHeaders = {}): ClientRequest {
    const { agent, localAddress } = this;
    const where = { hostname: '127.0.0.1', port: this.proxy.httpsPort, localAddress, agent };
    return request({ ...where, method, path, headers: { ...headers, host: HOST } });
  }

  /** Works like `fetch`, but does not follow redirects or decompress. */
  readonly fetch: typeof fetch = async (input, init) => {
    const outgoing = new Request(input, init);
    const { pathname, search } = new URL(outgoing.url);
    const body = Buffer.from(await outgoing.arrayBuffer());
    const headers = { ...Object.fromEntries(outgoing.headers), 'content-length': body.length };
    return responseTo(this.begin(outgoing.method, pathname + search, headers).end(body));
  };

  close(): void {
    this.agent.destroy();
  }
}

/** Reads the complete response to a request. */
export async function responseTo(sent: ClientRequest): Promise<Response> {
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = await buffer(response);
  const headers = new Headers();
  for (let index = 0; index < response.rawHeaders.length; index += 2) {
    headers.append(response.rawHeaders[index] ?? '', response.rawHeaders[index + 1] ?? '');
  }
  const status = response.statusCode ?? 0;
  return new Response(body.length > 0 ? new Uint8Array(body) : null, { status, headers });
}
