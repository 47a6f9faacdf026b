import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { type Simulator, startSimulator } from '#simulator';

const options = z.object({
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
  redirectUris: z.array(z.string()).optional(),
});
const running = new Map<string, Simulator>();

/** Starts a simulator for every POST and answers with its address; a DELETE with that address closes it. */
async function answer(method: string, body: string): Promise<string> {
  if (method === 'POST') {
    const { clientId, clientSecret, redirectUris } = options.parse(JSON.parse(body));
    const simulator = await startSimulator({
      ...(clientId === undefined ? {} : { clientId }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(redirectUris === undefined ? {} : { redirectUris }),
    });
    running.set(simulator.url, simulator);
    return simulator.url;
  }
  if (method === 'DELETE') {
    await running.get(body)?.close();
    running.delete(body);
  }
  return '';
}

createServer(async (request, response) => {
  try {
    response.end(await answer(request.method ?? '', await text(request)));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env['PORT']), '127.0.0.1');
