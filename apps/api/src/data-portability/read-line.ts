import { z } from 'zod';
import { BadLineError } from '../errors/client-error.js';
import { type FileLine, fileLines } from './file-line.schema.js';
import type { Line } from './lines.js';

const TYPES = Object.keys(fileLines).join(', ');
const typed = z.looseObject({ type: z.string() });

/** @throws {BadLineError} it is not JSON, or lacks what its type needs */
export function readLine({ number, text }: Line): FileLine {
  const { data: object } = typed.safeParse(parse(number, text));
  if (!object) throw new BadLineError(number, 'it is not an object with a "type"');
  const schema = schemaOf(object.type);
  if (!schema) {
    throw new BadLineError(
      number,
      `its type ${JSON.stringify(object.type.slice(0, 40))} is none of ${TYPES}`,
    );
  }
  const { data, error } = schema.safeParse(object);
  if (data) return data;
  const [issue] = error.issues;
  throw new BadLineError(number, `${JSON.stringify(issue?.path.join('.'))} is wrong: ${issue?.message}`);
}

function parse(number: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadLineError(number, 'it is not JSON');
  }
}

function schemaOf(type: string): (typeof fileLines)[keyof typeof fileLines] | undefined {
  return Object.entries(fileLines).find(([name]) => name === type)?.[1];
}
