import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import type { SimulatedResponse } from '../endpoint.js';

/** How an answer is sent. `none` leaves the caller waiting, `half` breaks the connection within the body. */
export type Delivery =
  | { readonly mode: 'whole' }
  | { readonly mode: 'delayed'; readonly milliseconds: number }
  | { readonly mode: 'slow'; readonly milliseconds: number }
  | { readonly mode: 'half' }
  | { readonly mode: 'none' }
  | { readonly mode: 'reset' };

const CHUNK_EVERY_MS = 100;

/** Sends the answer. Resolves when it is sent or given up, or the caller has disconnected. */
export async function deliver(
  answer: SimulatedResponse,
  delivery: Delivery,
  response: Response,
): Promise<void> {
  switch (delivery.mode) {
    case 'whole':
      return sendWhole(answer, response);
    case 'delayed':
      if (await sleep(delivery.milliseconds, response)) sendWhole(answer, response);
      return;
    case 'slow':
      return sendSlowly(answer, delivery.milliseconds, response);
    case 'half': {
      sendHead(answer, response);
      const half = answer.body.slice(0, answer.body.length / 2);
      response.write(half, () => response.socket?.resetAndDestroy());
      return;
    }
    case 'none':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
  }
}

/** Waits in real time. Returns false if the caller disconnects first. */
export async function sleep(milliseconds: number, response: Response): Promise<boolean> {
  if (response.destroyed) return false;
  const closed = new AbortController();
  const onClose = (): void => closed.abort();
  response.once('close', onClose);
  try {
    await delay(milliseconds, undefined, { signal: closed.signal });
    return true;
  } catch {
    return false;
  } finally {
    response.off('close', onClose);
  }
}

function sendHead(answer: SimulatedResponse, response: Response): void {
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { 'content-length': length, ...answer.headers });
  response.flushHeaders();
}

function sendWhole(answer: SimulatedResponse, response: Response): void {
  sendHead(answer, response);
  response.end(answer.body);
}

/** Sends the head at once, and the body in equal chunks over the given time. */
async function sendSlowly(
  answer: SimulatedResponse,
  milliseconds: number,
  response: Response,
): Promise<void> {
  sendHead(answer, response);
  const body = Buffer.from(answer.body);
  const chunks = Math.max(1, Math.min(body.length, Math.floor(milliseconds / CHUNK_EVERY_MS)));
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    if (!(await sleep(milliseconds / chunks, response))) return;
    const from = Math.floor((body.length * chunk) / chunks);
    response.write(body.subarray(from, Math.floor((body.length * (chunk + 1)) / chunks)));
  }
  response.end();
}
