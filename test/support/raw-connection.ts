import { connect, type Socket } from 'node:net';
import { until } from './until.js';

/** An answer as it came over a connection. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** One TCP connection to a server, over which requests are sent byte by byte. */
export class RawConnection {
  private received = '';
  /** Why the connection broke; a close in good order is none. */
  error: NodeJS.ErrnoException | null = null;
  /** The server has sent its last byte. */
  ended = false;
  closed = false;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (text: string) => (this.received += text));
    socket.once('end', () => (this.ended = true));
    socket.once('close', () => (this.closed = true));
    socket.on('error', (error) => (this.error = error));
  }

  /** @param halfOpen goes on sending after the server has ended, as a client does that does not look. */
  static async open(url: string, { halfOpen = false } = {}): Promise<RawConnection> {
    const { hostname: host, port } = new URL(url);
    const socket = connect({ host, port: Number(port), allowHalfOpen: halfOpen });
    const connection = new RawConnection(socket);
    await until(() => !socket.connecting, 'a connection to the server', 5_000);
    return connection;
  }

  send(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Waits until the system has taken what was sent, or will never take it. */
  async sent(): Promise<void> {
    await until(() => this.socket.writableLength === 0 || this.closed, 'the system takes what is sent');
  }

  /** Sends a request; its body, if it has one, goes with it. */
  request(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): void {
    const lines = [`${method} ${path} HTTP/1.1`, 'Host: headliner.test'];
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    this.send(`${lines.join('\r\n')}\r\n\r\n`);
    if (body !== '') this.send(body);
  }

  /** The next answer, which has to come whole. */
  async answer(withinMs = 5_000): Promise<RawAnswer> {
    const answers: RawAnswer[] = [];
    await until(
      () => {
        const answer = this.take();
        if (answer) answers.push(answer);
        return answer !== null || this.closed;
      },
      'an answer on a connection that stays open',
      withinMs,
    );
    const [answer] = answers;
    if (!answer) throw new Error(`The connection closed without an answer (${String(this.error)}).`);
    return answer;
  }

  /** Sends a byte now and then, until the server has closed the connection. */
  async untilCutOff(withinMs: number): Promise<void> {
    const cutOff = (): boolean => {
      if (!this.closed) this.send('x');
      return this.closed;
    };
    await until(cutOff, 'the server has closed the connection', withinMs);
  }

  /** Sends no more, and takes what still comes. */
  end(): void {
    this.socket.end();
  }

  close(): void {
    this.socket.destroy();
  }

  /** Takes an answer out of what was received; null where it is not all there. */
  private take(): RawAnswer | null {
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd === -1) return null;
    const [statusLine = '', ...lines] = this.received.slice(0, headEnd).split('\r\n');
    const headers = new Headers(lines.map((line): [string, string] => splitHeader(line)));
    const rest = this.received.slice(headEnd + 4);
    const chunked = headers.get('transfer-encoding') === 'chunked';
    const length = chunked ? rest.indexOf('0\r\n\r\n') + 5 : Number(headers.get('content-length') ?? 0);
    if (rest.length < length || (chunked && length < 5)) return null;
    this.received = rest.slice(length);
    return { status: Number(statusLine.split(' ')[1]), headers, body: rest.slice(0, length) };
  }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}
