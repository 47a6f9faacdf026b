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

/** Runs all commands of the page with local packages, and continues after a failure. */
async function generateAndCheck(program: string): Promise<ProgramResult> {
  copied.file('top.ts', program);
  const shown = snippetsOf('docs/graphql.md', SECTION).filter(({ language }) => language === 'sh');
  const commands = (shown.at(-1)?.text ?? '').replaceAll(/^npx (.*)$/gm, 'node_modules/.bin/$1 || failed=1');
  expect(commands.trim().split('\n')).toHaveLength(3);
  return copied.run(['sh', '-c', `${commands}\nexit $failed`]);
}

it('the type generation in docs/graphql.md finds a misspelt field in the query and in the code that reads the answer', async () => {
  const program = copied.text(SECTION, 'ts');
  expect(await generateAndCheck(program)).toMatchObject({ code: 0 });
  const misspelt = program.replace('name imageUrl', 'name imageUrll').replace('artist.name', 'artist.nam');
  const { code, output } = await generateAndCheck(misspelt);
  expect(code).toBe(1);
  expect(output).toContain('Cannot query field "imageUrll"');
  expect(output).toContain("Property 'nam' does not exist");
});
