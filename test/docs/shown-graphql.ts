import {
  FieldsOnCorrectTypeRule,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  KnownArgumentNamesRule,
  parse,
  validate,
} from 'graphql';

/** A piece of GraphQL in a text. */
export interface Shown {
  readonly text: string;
  /** `operation`: a complete operation. `part`: a field with arguments or subfields, or the path to a field. */
  readonly kind: 'operation' | 'part';
}

const FENCE = /^ *```(\w+)\n(.*?)^ *```$/gms;
const BEGINS_OPERATION = /^\s*(?:query|mutation)\b|^\s*\{\s*\w+/;

/** Returns all GraphQL of a page: code blocks, strings in programs, and code in sentences. */
export function graphqlIn(page: string): Shown[] {
  const blocks = [...page.matchAll(FENCE)].flatMap(([, language = '', text = '']) =>
    language === 'graphql' ? [text] : stringsIn(text).filter((one) => BEGINS_OPERATION.test(one)),
  );
  const operations = blocks.map((text) => ({ text, kind: 'operation' }) as const);
  return [...operations, ...codeIn(page.replaceAll(FENCE, ''))];
}

/** Returns the code between backticks in a text without code blocks. */
export function codeIn(text: string): Shown[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => {
    const flat = code.replaceAll(/\s+/g, ' ');
    return { text: flat, kind: BEGINS_OPERATION.test(flat) ? 'operation' : 'part' };
  });
}

/** Returns the strings of JavaScript and Python, and the queries in JSON for curl. */
function stringsIn(program: string): string[] {
  const json = [...program.matchAll(/"query":"((?:[^"\\]|\\.)*)"/g)].map(([, query = '']) =>
    String(JSON.parse(`"${query}"`)),
  );
  const strings = [...program.matchAll(/`([^`]*)`|"""(.*?)"""|'(\{[^'"]*\})'/gs)];
  return [...json, ...strings.map(([, ...parts]) => parts.find((part) => part !== undefined) ?? '')];
}

/** Returns the validation errors of a piece of GraphQL; none if the text is not about the schema. */
export function mistakesIn(schema: GraphQLSchema, { text, kind }: Shown): string[] {
  if (kind === 'operation') return messages(schema, text, undefined);
  const [, path = '', below = ''] = PATH.exec(text) ?? [];
  const steps = path.match(STEP) ?? [];
  const isPart = steps.length > 1 || path.includes('(') || below !== '';
  const [first = ''] = steps[0]?.split('(') ?? [];
  const isType = schema.getType(first) !== undefined;
  const owners = isType ? [first] : ownersOf(schema, first);
  // Commands and example URLs are not about the schema.
  if (!isPart || owners.length === 0 || text.includes('.example.')) return [];
  // `charts(first, after)` names arguments without values.
  const fields = steps
    .slice(isType ? 1 : 0)
    .map((step) =>
      step.replace(/\(([\w, ]+)\)/, (_, list: string) => `(${list.replaceAll(/\w+/g, '$&: 0')})`),
    );
  const selection = `${fields.join(' { ')}${below}${' }'.repeat(fields.length - 1)}`;
  const candidates = owners.map((owner) =>
    messages(schema, `fragment F on ${owner} { ${selection} }`, NAMES),
  );
  return candidates.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

/** The path of a field, or a field with subfields: `viewer.coverage(range).gaps`, `viewer { id }`. */
const PATH = /^(\w+(?:\([^)]*\))?(?:\.\w+(?:\([^)]*\))?)*)( \{.*\})?$/;
const STEP = /\w+(?:\([^)]*\))?/g;

/** The rules for a part, which may omit required arguments and selections. */
const NAMES = [FieldsOnCorrectTypeRule, KnownArgumentNamesRule];

function ownersOf(schema: GraphQLSchema, field: string): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type));
  return types.filter((type) => field in type.getFields()).map(({ name }) => name);
}

function messages(schema: GraphQLSchema, text: string, rules: typeof NAMES | undefined): string[] {
  try {
    return validate(schema, parse(text), rules).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
