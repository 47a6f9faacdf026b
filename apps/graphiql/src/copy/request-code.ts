import { parse, print } from 'graphql';

/** What a GraphQL client sends. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** Needed if the query has several operations. */
  readonly operationName?: string | undefined;
}

/** A shell command that sends a request with curl. It reads the access token from `HEADLINER_TOKEN`. */
export function toCurl(origin: string, { query, ...rest }: GraphqlRequest): string {
  const body = JSON.stringify({ query: onOneLine(printed(query)), ...rest });
  const token = `\${HEADLINER_TOKEN:?Set it to an access token from ${origin}/account}`;
  return [
    `curl -s ${quoteForShell(`${origin}/graphql`)} \\`,
    `  -H "authorization: Bearer ${token}" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d ${quoteForShell(body)}`,
  ].join('\n');
}

/** A program for Node.js that sends a request with `fetch`. It reads the access token from `HEADLINER_TOKEN`. */
export function toFetch(origin: string, { query, variables, operationName }: GraphqlRequest): string {
  const body = [
    `query: \`\n${escapeTemplate(printed(query))}\n\``,
    ...(variables === undefined ? [] : [`variables: ${JSON.stringify(variables, null, 2)}`]),
    ...(operationName === undefined ? [] : [`operationName: ${JSON.stringify(operationName)}`]),
  ];
  return [
    `// HEADLINER_TOKEN is an access token from ${origin}/account`,
    `const response = await fetch(${JSON.stringify(`${origin}/graphql`)}, {`,
    `  method: 'POST',`,
    `  headers: {`,
    `    authorization: \`Bearer \${process.env.HEADLINER_TOKEN}\`,`,
    `    'content-type': 'application/json',`,
    `  },`,
    `  body: JSON.stringify({`,
    `    ${body.join(',\n').replaceAll('\n', '\n    ')},`,
    `  }),`,
    `});`,
    `console.log(JSON.stringify(await response.json(), null, 2));`,
  ].join('\n');
}

/** Prints a query without comments; one with mistakes stays as it is. */
function printed(query: string): string {
  try {
    return print(parse(query));
  } catch {
    return query.trim();
  }
}

/** Joins the lines of a printed query, unless they are part of a block string or comment. */
function onOneLine(query: string): string {
  return /"""|#/.test(query) ? query : query.replace(/\n\s*/g, ' ');
}

/** Quotes a text for a POSIX shell, which takes everything between single quotes as it is. */
function quoteForShell(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}

/** Escapes a text for a template literal. */
function escapeTemplate(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
}
