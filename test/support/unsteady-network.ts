import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

type State = 'open' | 'silent' | 'refusing';

/** The way to a server on this machine, which can be made to lead nowhere. */
export class UnsteadyNetwork {
  private state: State = 'open';
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: number,
  ) {}

  static async to(target: number): Promise<UnsteadyNetwork> {
    const server = createServer({ pauseOnConnect: true });
    const network = new UnsteadyNetwork(server, target);
    server.on('connection', (near) => network.lead(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return network;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Holds all data back without closing a connection, until `open()` lets it pass. */
  goSilent(): void {
    this.state = 'silent';
    for (const socket of this.sockets) socket.pause();
  }

  /** Every connection ends, and new ones are refused at once. */
  refuse(): void {
    this.state = 'refusing';
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  open(): void {
    this.state = 'open';
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.refuse();
    this.server.close();
    await once(this.server, 'close');
  }

  private lead(near: Socket): void {
    if (this.state === 'refusing') {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.once('end', () => to.end());
      from.on('error', () => to.destroy());
      from.once('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.state === 'silent') from.pause();
      else from.resume();
    }
  }
}
