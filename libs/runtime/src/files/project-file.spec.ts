import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { projectFile } from './project-file.js';

test('finds a file from the root of the project while it runs from sources', () => {
  expect(projectFile('prisma/schema.prisma')).toBe(join(process.cwd(), 'prisma/schema.prisma'));
});
