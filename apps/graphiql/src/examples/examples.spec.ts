import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse, validate } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const schema = buildSchema(read('../../../api/src/graphql/schema.graphql'));
const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.graphql'));
const list = read('examples.ts');

describe.each(files)('GraphiQL example %s', (file) => {
  const text = read(file);
  const document = parse(text);

  it('is valid against the schema of the API', () => {
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  });

  it('begins with a comment and is listed under the name of its one operation', () => {
    expect(text).toMatch(/^# \S/);
    const names = document.definitions.flatMap((part) =>
      part.kind === Kind.OPERATION_DEFINITION ? [part.name?.value] : [],
    );
    expect(names).toHaveLength(1);
    expect(list).toMatch(new RegExp(`example\\(\\s*'${names[0]}'`));
    expect(list).toContain(`./${file}?raw`);
  });
});
