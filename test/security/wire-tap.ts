import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy to a server on this machine that records the bytes of both directions. */
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
    server.on('connection', (near) => tap.forward(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return tap;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Returns the distinct first groups of all matches in the traffic so far. */
  all(form: RegExp): string[] {
    const matches = this.conversations.flatMap(({ text }) =>
      [...text.matchAll(form)].map(([, group = '']) => group),
    );
    return [...new Set(matches)];
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private forward(near: Socket): void {
    const far = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const recording = { text: '' };
      this.conversations.push(recording);
      this.sockets.add(from);
      from.on('data', (chunk: Buffer) => {
        // Tokens are at the beginning: the rest of a large transfer is not recorded.
        if (recording.text.length < 1_000_000) recording.text += chunk.toString('latin1');
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
