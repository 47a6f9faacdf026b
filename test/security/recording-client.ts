import { Client } from '../support/index.js';

/** A client that keeps all it is answered, but for the addresses and cookies that are its own to have. */
export class RecordingClient extends Client {
  readonly answers: string[] = [];
  /** What it was given to keep: cookies. */
  readonly given: string[] = [];

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    this.given.push(...response.headers.getSetCookie());
    const told = [...response.headers].filter(([name]) => name !== 'set-cookie' && name !== 'location');
    const body = await response.clone().text();
    this.answers.push(`${path.split('?', 1)[0]} ${JSON.stringify(told)} ${body}`);
    return response;
  }
}
