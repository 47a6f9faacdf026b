import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const text = readFileSync('SECURITY.md', 'utf8');
const linked = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);

it('every file that SECURITY.md links to exists', () => {
  expect(linked.length).toBeGreaterThan(40);
  expect(linked.filter((target) => !existsSync(target))).toEqual([]);
});

it('every promise in the tables of SECURITY.md links to its test', () => {
  const promises = text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (promise|-+) /.test(line));
  expect(promises.length).toBeGreaterThan(25);
  expect(promises.filter((line) => !/\]\([\w/.-]+\.spec\.ts\)/.test(line))).toEqual([]);
});

it('SECURITY.md links to every test in test/security, and the README links to SECURITY.md', () => {
  const tests = readdirSync('test/security').filter((name) => name.endsWith('.e2e.spec.ts'));
  expect(tests.filter((name) => !linked.includes(`test/security/${name}`))).toEqual([]);
  expect(readFileSync('README.md', 'utf8')).toContain('](SECURITY.md)');
});
