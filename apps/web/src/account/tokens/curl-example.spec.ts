import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { curlExample } from './curl-example.js';

it('the curl example is a shell command that sends the token and a query', async () => {
  const requests: { authorization?: string | undefined; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    requests.push({ authorization: request.headers.authorization, body });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  try {
    await promisify(execFile)('sh', ['-c', curlExample(`http://127.0.0.1:${port}`, 'hdl_abc')]);
  } finally {
    server.close();
  }
  expect(requests).toEqual([
    { authorization: 'Bearer hdl_abc', body: '{"query":"{ viewer { displayName } }"}' },
  ]);
});
