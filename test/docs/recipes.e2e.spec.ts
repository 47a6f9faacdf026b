import { spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setStage } from '../support/index.js';
import { Copied, type ProgramResult } from './copied.js';
import { recordWeeklyHistory, numberOne, type WeeklyHistory } from './weekly-history.js';

jest.setTimeout(240_000);

const stage = setStage();
let copied: Copied;
let history: WeeklyHistory;
beforeEach(async () => {
  copied = new Copied('docs/graphql.md', stage.api.url);
  history = await recordWeeklyHistory(stage);
});

const tool = (name: string) => (spawnSync(name, ['--version']).status === 0 ? it : it.skip);
const REFUSED = /^UNAUTHENTICATED: /m;

/** Runs the JavaScript under a heading with a token. */
function run(heading: string, token = history.secret): Promise<ProgramResult> {
  const file = copied.file('program.mjs', copied.text(heading, 'js'));
  return copied.run(['node', file], { HEADLINER_TOKEN: token });
}

function linesOf({ code, output }: ProgramResult): string[] {
  expect({ code, output }).toMatchObject({ code: 0 });
  return output.trim().split(/\r?\n/);
}

describe('the recipes in docs/graphql.md', () => {
  tool('curl')('work with curl', async () => {
    const script = copied.text('curl', 'sh').replace('hdl_…', history.secret);
    const { output } = await copied.run(['sh', '-c', script]);
    const entry = (rank: number) => ({ rank, status: 'MOVED_UP', artist: { name: numberOne(1 - rank) } });
    expect(JSON.parse(output)).toMatchObject({
      data: {
        chart: {
          day: history.days[0],
          entries: [entry(1), { rank: 2, status: 'MOVED_UP' }, { rank: 3, status: 'MOVED_UP' }],
        },
      },
    });
    const introspection = await copied.run(['sh', '-c', copied.text('Introspection', 'sh')]);
    expect(JSON.parse(introspection.output)).toMatchObject({
      data: { __schema: { queryType: { fields: expect.arrayContaining([{ name: 'charts' }]) } } },
    });
  });

  tool('python3')('work with plain Python, and read all pages', async () => {
    const file = copied.file('program.py', copied.text('Python', 'python'));
    const environment = { HEADLINER_TOKEN: history.secret };
    expect(linesOf(await copied.run(['python3', file], environment))).toEqual(
      history.days.map((day, ago) => `${day},${numberOne(ago)},1`),
    );
    const refused = await copied.run(['python3', file], { HEADLINER_TOKEN: 'hdl_wrong' });
    expect(refused).toEqual({ code: 1, output: expect.stringMatching(REFUSED) });
  });

  it('work with plain Node.js', async () => {
    const lines = linesOf(await run('Node.js'));
    expect(lines).toHaveLength(10);
    expect(lines[9]).toMatch(/^10 \S/);
    expect((await run('Node.js', 'hdl_wrong')).output).toMatch(REFUSED);
  });

  it('work with Apollo Client, which merges the pages', async () => {
    expect(linesOf(await run('Apollo Client'))).toEqual(
      history.days.map((day, ago) => `${day} ${numberOne(ago)}`),
    );
    expect((await run('Apollo Client', 'hdl_wrong')).output).toMatch(REFUSED);
  });

  it('work with urql', async () => {
    const [since, ...movers] = linesOf(await run('urql'));
    expect(since).toBe(`since ${history.days[1]}`);
    expect(movers).toHaveLength(5);
    expect(movers[0]).toBe(`1 +1 ${numberOne(0)}`);
    expect((await run('urql', 'hdl_wrong')).output).toMatch(REFUSED);
  });

  it('read all pages in the section on pagination', async () => {
    const lines = linesOf(await run('Pagination'));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(history.days);
  });
});
