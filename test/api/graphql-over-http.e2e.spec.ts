import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Audit, serverAudits } from 'graphql-http';
import { Instance, type OurProcess } from '../support/index.js';
import { mint } from './minting.js';

let instance: Instance;
let api: OurProcess;
const given = { url: '', authorization: '' };

/** As a program of a listener's sends them: with an access token, and no further header. */
const audits: Audit[] = serverAudits({
  url: () => given.url,
  fetchFn: (url: string, { headers, ...init }: RequestInit = {}) => {
    const all = new Headers(headers);
    all.set('authorization', given.authorization);
    return fetch(url, { ...init, headers: all });
  },
});

beforeAll(async () => {
  ({ instance, api } = await Instance.borrow());
  const client = instance.client(api);
  await client.signIn();
  given.url = `${api.url}/graphql`;
  given.authorization = `Bearer ${(await mint(client)).secret}`;
});
afterAll(() => instance?.close());

describe('GraphQL over HTTP, audited', () => {
  it('in 61 ways, for a listener', async () => {
    expect(audits).toHaveLength(61);
    const response = await fetch(`${given.url}?query={viewer{id}}`, { headers: given });
    expect(await response.json()).toEqual({ data: { viewer: { id: expect.any(String) } } });
  });

  it.each(audits)('$id: $name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
