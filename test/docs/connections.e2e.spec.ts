import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { databaseEnv } from '#database';
import { sessionSettings } from '../../libs/database/src/connection/connection-config.js';

const page = readFileSync('docs/operating/scaling.md', 'utf8');

describe('docs/operating/scaling.md', () => {
  it('names exactly the prepared statements that a pooler has to support', () => {
    const source = globSync('libs/database/src/**/*.ts')
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const named = [...source.matchAll(/\bname: '([\w-]+)',\s+(?:text\b|\[)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(0);
    const [, sentence = ''] = /are prepared by name:(.*?)\. /s.exec(page) ?? [];
    expect([...sentence.matchAll(/`([a-z]+-[a-z-]+)`/g)].map(([, name]) => name)).toEqual(named.toSorted());
  });

  it.each([page, readFileSync('docs/operating/database.md', 'utf8')])(
    'and database.md both state the default DATABASE_POOL_SIZE (%#)',
    (text) => {
      const size = databaseEnv.shape.DATABASE_POOL_SIZE.parse(undefined);
      expect(text).toContain('API and worker open `DATABASE_POOL_SIZE` connections each at most');
      expect(text).toContain(`${size} by default`);
    },
  );
});

describe('docs/operating/database.md', () => {
  const database = readFileSync('docs/operating/database.md', 'utf8');

  it('names every session setting of a connection, and every application_name', () => {
    const settings = Object.keys(sessionSettings('postgresql://db/x', { applicationName: 'x' }));
    expect(settings.filter((name) => !database.includes(`\`${name}\``))).toEqual([]);
    const names = globSync('{apps,libs}/*/src/**/*.ts').flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(/'(headliner-(?:api|worker|migrate|reencrypt|demo|start))'/g),
      ].map(([, name]) => name),
    );
    expect(new Set(names).size).toBe(6);
    expect(names.filter((name) => !database.includes(`\`${name}\``))).toEqual([]);
  });
});
