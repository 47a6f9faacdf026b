import { beforeEach, expect, it, jest } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Copied, type Ran } from './copied.js';
import { snippetsOf } from './pages.js';

// A compiler, twice.
jest.setTimeout(300_000);

const stage = setStage();
const SECTION = 'Types from the schema';

let copied: Copied;
beforeEach(async () => {
  copied = new Copied('docs/graphql.md', stage.api.url);
  copied.file('schema.graphql', await (await fetch(`${stage.api.url}/schema.graphql`)).text());
  copied.file('tsconfig.json', copied.text(SECTION, 'json'));
});

/** Runs the commands that the page shows, each of which is one of the packages', to the end whatever they find. */
async function generateAndCheck(program: string): Promise<Ran> {
  copied.file('top.ts', program);
  const shown = snippetsOf('docs/graphql.md', SECTION).filter(({ language }) => language === 'sh');
  const commands = (shown.at(-1)?.text ?? '').replaceAll(/^npx (.*)$/gm, 'node_modules/.bin/$1 || failed=1');
  expect(commands.trim().split('\n')).toHaveLength(3);
  return copied.run(['sh', '-c', `${commands}\nexit $failed`]);
}

it('types a query by the schema, and finds what is misspelt in it and in what reads its answer', async () => {
  const program = copied.text(SECTION, 'ts');
  expect(await generateAndCheck(program)).toMatchObject({ code: 0 });
  const misspelt = program.replace('name imageUrl', 'name imageUrll').replace('artist.name', 'artist.nam');
  const { code, wrote } = await generateAndCheck(misspelt);
  expect(code).toBe(1);
  expect(wrote).toContain('Cannot query field "imageUrll"');
  expect(wrote).toContain("Property 'nam' does not exist");
});
