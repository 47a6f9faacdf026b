import {
  FieldsOnCorrectTypeRule,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  KnownArgumentNamesRule,
  parse,
  validate,
} from 'graphql';

/** A piece of GraphQL that a text shows. */
export interface Shown {
  readonly text: string;
  /** `operation`: to be sent as it is. `part`: one field, with arguments or fields of its own; or the way to a field. */
  readonly kind: 'operation' | 'part';
}

const FENCE = /^ *```(\w+)\n(.*?)^ *```$/gms;
const BEGINS_OPERATION = /^\s*(?:query|mutation)\b|^\s*\{\s*\w+/;

/** Everything that looks like GraphQL in a page: blocks, strings within programs, and code within sentences. */
export function graphqlIn(page: string): Shown[] {
  const blocks = [...page.matchAll(FENCE)].flatMap(([, language = '', text = '']) =>
    language === 'graphql' ? [text] : stringsIn(text).filter((one) => BEGINS_OPERATION.test(one)),
  );
  const operations = blocks.map((text) => ({ text, kind: 'operation' }) as const);
  return [...operations, ...codeIn(page.replaceAll(FENCE, ''))];
}

/** What stands between backticks in a text without blocks. */
export function codeIn(text: string): Shown[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => {
    const flat = code.replaceAll(/\s+/g, ' ');
    return { text: flat, kind: BEGINS_OPERATION.test(flat) ? 'operation' : 'part' };
  });
}

/** Strings of JavaScript and Python, and queries in the JSON that curl is given. */
function stringsIn(program: string): string[] {
  const json = [...program.matchAll(/"query":"((?:[^"\\]|\\.)*)"/g)].map(([, query = '']) =>
    String(JSON.parse(`"${query}"`)),
  );
  const strings = [...program.matchAll(/`([^`]*)`|"""(.*?)"""|'(\{[^'"]*\})'/gs)];
  return [...json, ...strings.map(([, ...parts]) => parts.find((part) => part !== undefined) ?? '')];
}

/** What a schema does not have of what is shown; nothing too where the text does not speak of the schema. */
export function mistakesIn(schema: GraphQLSchema, { text, kind }: Shown): string[] {
  if (kind === 'operation') return messages(schema, text, undefined);
  const [, way = '', below = ''] = WAY.exec(text) ?? [];
  const steps = way.match(STEP) ?? [];
  const isPart = steps.length > 1 || way.includes('(') || below !== '';
  const [first = ''] = steps[0]?.split('(') ?? [];
  const isType = schema.getType(first) !== undefined;
  const owners = isType ? [first] : ownersOf(schema, first);
  // Nothing of the schema, such as a command, or the address of an example.
  if (!isPart || owners.length === 0 || text.includes('.example.')) return [];
  // `charts(first, after)` names arguments alone.
  const fields = steps
    .slice(isType ? 1 : 0)
    .map((step) =>
      step.replace(/\(([\w, ]+)\)/, (_, list: string) => `(${list.replaceAll(/\w+/g, '$&: 0')})`),
    );
  const selection = `${fields.join(' { ')}${below}${' }'.repeat(fields.length - 1)}`;
  const tried = owners.map((owner) => messages(schema, `fragment F on ${owner} { ${selection} }`, NAMES));
  return tried.toSorted((one, other) => one.length - other.length)[0] ?? [];
}

/** A field, and fields of what it holds: `viewer.coverage(range).gaps`, `viewer { id }`. */
const WAY = /^(\w+(?:\([^)]*\))?(?:\.\w+(?:\([^)]*\))?)*)( \{.*\})?$/;
const STEP = /\w+(?:\([^)]*\))?/g;

/** A part leaves out what it does not speak of: required arguments, and what is asked of an object. */
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
