import { z } from 'zod';
import { freePort } from './free-port.js';

const targets = z.tuple([z.object({ webSocketDebuggerUrl: z.url() })]);
const reply = z.object({ id: z.int(), result: z.unknown().optional(), error: z.unknown().optional() });

/** A process that is going to be looked at: what `NODE_OPTIONS` must have, and where to look. */
export interface Inspectable {
  readonly options: string;
  readonly port: number;
}

/** On a free port of loopback; without a line about it among what the process writes. */
export async function inspectable(): Promise<Inspectable> {
  const port = await freePort();
  return { port, options: `--inspect=127.0.0.1:${port} --inspect-publish-uid=http` };
}

type Waiting = (value: z.output<typeof reply> | null) => void;

/** Looks into a process that runs, through Node's inspector. */
export class Inspector {
  private lastId = 0;
  private readonly waiting = new Map<number, Waiting>();

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const message = reply.safeParse(JSON.parse(String(data)));
      // A message without an id is an event.
      if (message.success) this.waiting.get(message.data.id)?.(message.data);
    });
    socket.addEventListener('close', () => {
      for (const resolve of this.waiting.values()) resolve(null);
    });
  }

  static async open({ port }: Inspectable): Promise<Inspector> {
    const response = await fetch(`http://127.0.0.1:${port}/json/list`);
    const [{ webSocketDebuggerUrl }] = targets.parse(await response.json());
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise<void>((opened, failed) => {
      socket.addEventListener('open', () => opened(), { once: true });
      const fail = (): void => failed(new Error('The inspector does not answer.'));
      socket.addEventListener('error', fail, { once: true });
    });
    return new Inspector(socket);
  }

  /** Calls a method of the DevTools protocol, such as `HeapProfiler.collectGarbage`. */
  async ask(method: string): Promise<unknown> {
    const id = (this.lastId += 1);
    const answer = await new Promise<Parameters<Waiting>[0]>((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method }));
    });
    this.waiting.delete(id);
    if (answer === null) throw new Error('The process has ended.');
    if (answer.error !== undefined) throw new Error(`The inspector refuses ${method}.`);
    return answer.result;
  }

  /** To be called before the process is stopped, for it waits for this before it ends. */
  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise((done) => this.socket.addEventListener('close', done, { once: true }));
    this.socket.close();
    await closed;
  }
}
