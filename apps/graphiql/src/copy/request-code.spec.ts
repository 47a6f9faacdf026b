import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, print } from 'graphql';
import { z } from 'zod';
import { anyCharacter } from '../../../../test/support/any-character.js';
import { type GraphqlRequest, toCurl, toFetch } from './request-code.js';

const origin = 'http://127.0.0.1:3000';
const sentBody = z.strictObject({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).optional(),
  operationName: z.string().optional(),
});

/** Runs the commands in a shell whose `curl` prints its arguments, each behind a NUL. */
async function runInShell(commands: readonly string[]): Promise<string[][]> {
  const script = `curl() { printf '\\0%s' "$@"; printf '\\0\\0'; }\n${commands.join('\n')}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { env: { HEADLINER_TOKEN: 'hdl_abc' } });
  return stdout
    .split('\0\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(1));
}

/** Runs the program, and returns what it passes to `fetch`. */
async function runProgram(program: string): Promise<[address: unknown, options: unknown]> {
  const calls: [unknown, unknown][] = [];
  const fetch = (address: unknown, options: unknown): Promise<Response> => {
    calls.push([address, options]);
    return Promise.resolve(new Response('{"data":null}'));
  };
  const globals = {
    fetch,
    process: { env: { HEADLINER_TOKEN: 'hdl_abc' } },
    console: { log: () => undefined },
  };
  await runInNewContext(`(async () => {\n${program}\n})()`, globals);
  expect(calls).toHaveLength(1);
  return calls[0] ?? [undefined, undefined];
}

const NASTY = `it's "quoted" \\ \`id\` $(id) \${x} $HOME ! %s \\n é 🎸\u2028\u0001 '\\'' <!-- --> */`;
const query = `# Comment
query Nasty($name: String = ${JSON.stringify(NASTY)}) {
  artists(search: $name) {
    nodes { name }
  }
}
query Other { viewer { id } }`;
const nasty: GraphqlRequest = { query, variables: { name: NASTY, 'a-b': [1, null] }, operationName: 'Nasty' };

describe('toCurl', () => {
  it('is a shell command that sends the query, its variables, and the access token', async () => {
    const [args = []] = await runInShell([toCurl(origin, nasty)]);
    const body = sentBody.parse(JSON.parse(args.pop() ?? ''));
    expect(args).toEqual([
      '-s',
      `${origin}/graphql`,
      '-H',
      'authorization: Bearer hdl_abc',
      '-H',
      'content-type: application/json',
      '-d',
    ]);
    expect(print(parse(body.query))).toBe(print(parse(query)));
    expect(body).toEqual({ ...nasty, query: body.query });
  });

  it('has a query on one line, without comments', () => {
    expect(toCurl(origin, { query: '# Top\n{\n  viewer {\n    id\n  }\n}\n' })).toBe(
      [
        `curl -s 'http://127.0.0.1:3000/graphql' \\`,
        `  -H "authorization: Bearer \${HEADLINER_TOKEN:?Set it to an access token from http://127.0.0.1:3000/account}" \\`,
        `  -H 'content-type: application/json' \\`,
        `  -d '{"query":"{ viewer { id } }"}'`,
      ].join('\n'),
    );
  });

  it('says what to set if there is no access token', async () => {
    const run = promisify(execFile)('sh', ['-c', toCurl(origin, { query: '{ viewer { id } }' })], {
      env: {},
    });
    await expect(run).rejects.toThrow(
      'HEADLINER_TOKEN: Set it to an access token from http://127.0.0.1:3000/account',
    );
  });

  it('sends any text unchanged', async () => {
    const texts = fc.sample(fc.string({ unit: anyCharacter }), 200);
    const calls = await runInShell(texts.map((text) => toCurl(origin, { query: text, variables: { text } })));
    const sent = calls.map((args) => sentBody.parse(JSON.parse(args.at(-1) ?? '')).variables);
    expect(sent).toEqual(texts.map((text) => ({ text })));
  });
});

describe('toFetch', () => {
  it('is a program that sends the query, its variables, and the access token', async () => {
    const [address, options] = await runProgram(toFetch(origin, nasty));
    expect(address).toBe(`${origin}/graphql`);
    expect(options).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer hdl_abc', 'content-type': 'application/json' },
    });
    const { body: text } = z.looseObject({ body: z.string() }).parse(options);
    const body = sentBody.parse(JSON.parse(text));
    expect(print(parse(body.query))).toBe(print(parse(query)));
    expect(body).toEqual({ ...nasty, query: body.query });
  });

  it('is readable', () => {
    expect(toFetch(origin, { query: '{viewer{id}}', variables: { a: 1 } })).toBe(
      `// HEADLINER_TOKEN is an access token from http://127.0.0.1:3000/account
const response = await fetch("http://127.0.0.1:3000/graphql", {
  method: 'POST',
  headers: {
    authorization: \`Bearer \${process.env.HEADLINER_TOKEN}\`,
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    query: \`
    {
      viewer {
        id
      }
    }
    \`,
    variables: {
      "a": 1
    },
  }),
});
console.log(JSON.stringify(await response.json(), null, 2));`,
    );
  });

  it('keeps the content of block strings', async () => {
    const block = '{ artists(search: """\n  two\n    four `\\n` ${x}\n\n  two\n""") { nodes { id } } }';
    const [, options] = await runProgram(toFetch(origin, { query: block }));
    const { body } = z.looseObject({ body: z.string() }).parse(options);
    expect(print(parse(sentBody.parse(JSON.parse(body)).query))).toBe(print(parse(block)));
  });

  it('sends any variables unchanged', async () => {
    const values = fc.sample(fc.string({ unit: anyCharacter }), 200);
    const [, options] = await runProgram(toFetch(origin, { query: '{ a }', variables: { values } }));
    const { body } = z.looseObject({ body: z.string() }).parse(options);
    expect(sentBody.parse(JSON.parse(body)).variables).toEqual({ values });
  });
});
