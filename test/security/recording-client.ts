import { Client } from '../support/index.js';

/** A client that records responses, without the cookies and redirects meant for itself. */
export class RecordingClient extends Client {
  readonly answers: string[] = [];
  /** The Set-Cookie headers received. */
  readonly given: string[] = [];

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    this.given.push(...response.headers.getSetCookie());
    const headers = [...response.headers].filter(([name]) => name !== 'set-cookie' && name !== 'location');
    const body = await response.clone().text();
    this.answers.push(`${path.split('?', 1)[0]} ${JSON.stringify(headers)} ${body}`);
    return response;
  }
}
