import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Audit, serverAudits } from 'graphql-http';
import { Instance, type OurProcess } from '../support/index.js';
import { mint } from './minting.js';

let instance: Instance;
let api: OurProcess;
const target = { url: '', authorization: '' };

/** Audits sent with a listener's access token and no additional headers. */
const audits: Audit[] = serverAudits({
  url: () => target.url,
  fetchFn: (url: string, { headers, ...init }: RequestInit = {}) => {
    const all = new Headers(headers);
    all.set('authorization', target.authorization);
    return fetch(url, { ...init, headers: all });
  },
});

beforeAll(async () => {
  ({ instance, api } = await Instance.borrow());
  const client = instance.client(api);
  await client.signIn();
  target.url = `${api.url}/graphql`;
  target.authorization = `Bearer ${(await mint(client)).secret}`;
});
afterAll(() => instance?.close());

describe('the GraphQL over HTTP audit', () => {
  it('has 61 checks, and is authenticated as a listener', async () => {
    expect(audits).toHaveLength(61);
    const response = await fetch(`${target.url}?query={viewer{id}}`, { headers: target });
    expect(await response.json()).toEqual({ data: { viewer: { id: expect.any(String) } } });
  });

  it.each(audits)('passes check $id: $name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
