import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy to a local server that records the traffic of both directions. */
export class WireTap {
  private readonly conversations: { text: string }[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async to(target: string): Promise<WireTap> {
    const server = createServer();
    const tap = new WireTap(server, Number(new URL(target).port));
    server.on('connection', (near) => tap.lead(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return tap;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Returns the distinct first groups of all matches in the recorded traffic. */
  all(form: RegExp): string[] {
    const found = this.conversations.flatMap(({ text }) =>
      [...text.matchAll(form)].map(([, group = '']) => group),
    );
    return [...new Set(found)];
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private lead(near: Socket): void {
    const far = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const heard = { text: '' };
      this.conversations.push(heard);
      this.sockets.add(from);
      from.on('data', (chunk: Buffer) => {
        // Tokens appear within the first megabyte.
        if (heard.text.length < 1_000_000) heard.text += chunk.toString('latin1');
        to.write(chunk);
      });
      from.once('end', () => to.end());
      from.on('error', () => to.destroy());
      from.once('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }
}
