import { beforeEach, expect, it, jest } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Copied, type ProgramResult } from './copied.js';
import { snippetsOf } from './pages.js';

// The compiler runs twice.
jest.setTimeout(300_000);

const stage = setStage();
const SECTION = 'Types from the schema';

let copied: Copied;
beforeEach(async () => {
  copied = new Copied('docs/graphql.md', stage.api.url);
  copied.file('schema.graphql', await (await fetch(`${stage.api.url}/schema.graphql`)).text());
  copied.file('tsconfig.json', copied.text(SECTION, 'json'));
});

/** Runs all commands of the page, or those after the first, with local packages, and continues after a failure. */
async function check(program: string, after: 0 | 1 = 0): Promise<ProgramResult> {
  copied.file('top.ts', program);
  const shown = snippetsOf('docs/graphql.md', SECTION).filter(({ language }) => language === 'sh');
  const commands = (shown.at(-1)?.text ?? '').replaceAll(/^npx (.*)$/gm, 'node_modules/.bin/$1 || failed=1');
  expect(commands.trim().split('\n')).toHaveLength(3);
  const some = commands.trim().split('\n').slice(after);
  return copied.run(['sh', '-c', `${some.join('\n')}\nexit $failed`]);
}

it('the type generation in docs/graphql.md finds a misspelt field in the query and in the code that reads the answer', async () => {
  const program = copied.text(SECTION, 'ts');
  expect(await check(program)).toMatchObject({ code: 0 });
  const misspelt = program.replace('name imageUrl', 'name imageUrll').replace('artist.name', 'artist.nam');
  // The schema is the same, and so is what was generated from it.
  const { code, output } = await check(misspelt, 1);
  expect(code).toBe(1);
  expect(output).toContain('Cannot query field "imageUrll"');
  expect(output).toContain("Property 'nam' does not exist");
});
