import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const page = readFileSync('docs/operating/scaling.md', 'utf8');

describe('the page on scaling', () => {
  it('names every statement that a pooler has to follow, and no other', () => {
    const source = globSync('libs/database/src/**/*.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const named = [
      ...source.matchAll(/(?:\bname: |\bnew RowsStatement\(\s*)'([\w-]+)',\s+(?:text\b|\[)/g),
    ].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    const [, sentence = ''] = /are prepared by name:(.*?)\. /s.exec(page) ?? [];
    expect([...sentence.matchAll(/`([a-z]+-[a-z-]+)`/g)].map(([, name]) => name)).toEqual(named.toSorted());
  });

  it.each(['apps/api/src/api.module.ts', 'apps/worker/src/worker.module.ts'])(
    'says how many connections a process opens: %s',
    (file) => {
      const [, size] = /^const POOL_SIZE = (\d+);$/m.exec(readFileSync(file, 'utf8')) ?? [];
      expect(page).toContain(`Each process opens ${size} connections at most, API and worker alike`);
    },
  );
});
