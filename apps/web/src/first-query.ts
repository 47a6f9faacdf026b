import { CHART_REQUEST } from 'virtual:chart-request';

/** What the home page requests first, if this document is the home page. */
const first = { body: CHART_REQUEST, response: isHome(window.location) ? send(CHART_REQUEST) : null };

function isHome({ pathname, search }: Location): boolean {
  return pathname === '/' && search === '';
}

/** Sends the request while the code of the page is still loading. */
function send(body: string): Promise<Response> {
  const headers = {
    accept: 'application/graphql-response+json, application/json',
    'content-type': 'application/json',
  };
  const response = fetch('/graphql', { method: 'POST', headers, body });
  // `fetchGraphql` returns the rejected promise.
  response.catch(() => undefined);
  return response;
}

/** `fetch` for the GraphQL client. Returns the response of the first request if that is what it is asked for. */
export const fetchGraphql: typeof fetch = (url, init) => {
  const response = init?.body === first.body ? first.response : null;
  first.response = null;
  return response ?? fetch(url, init);
};
