import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Drain, createDrain } from './drain.js';

/** Far beyond what a test may take: nothing is cut off. */
const FOREVER_MS = 600_000;
const agents: Agent[] = [];
afterEach(() => agents.splice(0).forEach((agent) => agent.destroy()));

async function serve(
  behindProxies: boolean,
  answer: (response: ServerResponse) => void = (response) => void response.end('answered'),
): Promise<{ port: number; drain: Drain; agent: Agent }> {
  const server = createServer((_request, response) => answer(response));
  const drain = createDrain(server, behindProxies);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return { port: (server.address() as AddressInfo).port, drain, agent };
}

async function ask(port: number, agent: Agent): Promise<IncomingMessage> {
  const [response] = (await once(get({ port, agent, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  return response;
}

/** Returns the text of a response and its `Connection` header. */
async function askAndRead(port: number, agent: Agent): Promise<[string, string | undefined]> {
  const response = await ask(port, agent);
  return [await text(response), response.headers.connection];
}

/** Keeps the event loop in one turn, as work would, without its CPU. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe('a server that drains', () => {
  it('answers connections from the backlog that were made before it stopped listening', async () => {
    const { port, drain } = await serve(false);
    const connected = new Int32Array(new SharedArrayBuffer(4));
    const clients = new Worker(CLIENTS, { eval: true, workerData: { port, connected, count: 20 } });
    const answers = once(clients, 'message');
    // Blocks the event loop, as under load, while the system accepts connections.
    while (Atomics.load(connected, 0) < 20) Atomics.wait(connected, 0, Atomics.load(connected, 0), 1_000);
    await drain(FOREVER_MS);
    expect(await answers).toEqual([Array(20).fill('answered')]);
  });

  it('answers a connection that was made while it was busy with a request, before it stopped listening', async () => {
    const late: Promise<[string, string | undefined]>[] = [];
    let isDraining = false;
    const { port, drain, agent } = await serve(true, (response) => {
      if (isDraining && late.length === 0) {
        const other = new Agent();
        agents.push(other);
        late.push(askAndRead(port, other));
        standStill(5);
      }
      response.end('answered');
    });
    await askAndRead(port, agent);
    isDraining = true;
    const drained = drain(FOREVER_MS);
    await nextTurn();
    expect((await askAndRead(port, agent))[0]).toBe('answered');
    expect((await Promise.all(late)).map(([answer]) => answer)).toEqual(['answered']);
    await drained;
  });

  it('stops in time although no turn of the event loop is idle', async () => {
    const { drain } = await serve(true);
    const drained = drain(FOREVER_MS).then(() => true);
    let turns = 0;
    while (!(await Promise.race([drained, nextTurn(false)]))) {
      standStill(20);
      turns += 1;
    }
    expect(turns).toBeLessThan(200);
  });

  it('answers one more request on the idle connection of a proxy, and then closes it', async () => {
    const { port, drain, agent } = await serve(true);
    expect(await askAndRead(port, agent)).toEqual(['answered', 'keep-alive']);
    const drained = drain(FOREVER_MS);
    await refused(port);
    expect(await askAndRead(port, agent)).toEqual(['answered', 'close']);
    await drained;
  });

  it('closes the idle connection of a proxy that sends no more requests', async () => {
    const { port, drain, agent } = await serve(true);
    await askAndRead(port, agent);
    await drain(FOREVER_MS);
  });

  it.each([true, false])(
    'closes a connection after a response that had begun, behind proxies: %s',
    async (behindProxies) => {
      let begun: ServerResponse | undefined;
      const { port, drain, agent } = await serve(behindProxies, (response) => {
        begun = response;
        response.write('answe');
      });
      const response = await ask(port, agent);
      const drained = drain(FOREVER_MS);
      await refused(port);
      begun?.end('red');
      expect(await text(response)).toBe('answered');
      await drained;
    },
  );

  it.each([true, false])(
    'closes a connection that has sent nothing, behind proxies: %s',
    async (behindProxies) => {
      const { port, drain } = await serve(behindProxies);
      const silent = connect(port, '127.0.0.1');
      silent.on('error', () => undefined);
      await once(silent, 'connect');
      await drain(FOREVER_MS);
      if (!silent.closed) await once(silent, 'close');
    },
  );
});

/** Waits until no connection is accepted any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isRefused = await Promise.race([
      once(socket, 'connect').then(() => false),
      once(socket, 'close').then(() => true),
    ]).catch(() => true);
    socket.destroy();
    if (isRefused) return;
  }
}

const CLIENTS = `
  const { connect } = require('node:net');
  const { parentPort, workerData: { port, connected, count } } = require('node:worker_threads');
  const { text } = require('node:stream/consumers');
  const client = async () => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET / HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n');
      Atomics.add(connected, 0, 1);
      Atomics.notify(connected, 0);
    });
    return text(socket).then((answer) => answer.split('\\r\\n').at(-1), (error) => error.code);
  };
  Promise.all(Array.from({ length: count }, client)).then((answers) => parentPort.postMessage(answers));
`;
