import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import type { Answer } from '../answer.js';

/** How an answer travels: whole, late, in drops, broken off, or not at all. */
export type Carriage =
  | { readonly by: 'whole' }
  | { readonly by: 'late'; readonly milliseconds: number }
  | { readonly by: 'drops'; readonly milliseconds: number }
  | { readonly by: 'half' }
  | { readonly by: 'nothing' }
  | { readonly by: 'reset' };

const DROP_EVERY_MILLISECONDS = 100;

/** Sends the answer. Resolves when it is sent, given up, or the caller has gone. */
export async function carry(answer: Answer, carriage: Carriage, response: Response): Promise<void> {
  switch (carriage.by) {
    case 'whole':
      return sendWhole(answer, response);
    case 'late':
      if (await waited(carriage.milliseconds, response)) sendWhole(answer, response);
      return;
    case 'drops':
      return sendInDrops(answer, carriage.milliseconds, response);
    case 'half': {
      sendHead(answer, response);
      const half = answer.body.slice(0, answer.body.length / 2);
      response.write(half, () => response.socket?.resetAndDestroy());
      return;
    }
    case 'nothing':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
  }
}

/** Waits in real time; false when the caller went away meanwhile. */
export async function waited(milliseconds: number, response: Response): Promise<boolean> {
  if (response.destroyed) return false;
  const gone = new AbortController();
  const onClose = (): void => gone.abort();
  response.once('close', onClose);
  try {
    await delay(milliseconds, undefined, { signal: gone.signal });
    return true;
  } catch {
    return false;
  } finally {
    response.off('close', onClose);
  }
}

function sendHead(answer: Answer, response: Response): void {
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { 'content-length': length, ...answer.headers });
  response.flushHeaders();
}

function sendWhole(answer: Answer, response: Response): void {
  sendHead(answer, response);
  response.end(answer.body);
}

/** The head at once, then the body in even drops that take so long altogether. */
async function sendInDrops(answer: Answer, milliseconds: number, response: Response): Promise<void> {
  sendHead(answer, response);
  const body = Buffer.from(answer.body);
  const drops = Math.max(1, Math.min(body.length, Math.floor(milliseconds / DROP_EVERY_MILLISECONDS)));
  for (let drop = 0; drop < drops; drop += 1) {
    if (!(await waited(milliseconds / drops, response))) return;
    const from = Math.floor((body.length * drop) / drops);
    response.write(body.subarray(from, Math.floor((body.length * (drop + 1)) / drops)));
  }
  response.end();
}
