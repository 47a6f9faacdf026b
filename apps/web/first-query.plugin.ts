import { formatDocument, stringifyDocument, stringifyVariables, type TypedDocumentNode } from '@urql/core';
import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const REQUEST = 'virtual:chart-request';
const source = fileURLToPath(new URL('src/chart/chart-query.ts', import.meta.url));

/** The chunk of `src/first-query.ts`, for `codeSplitting.groups`. */
export const FIRST_QUERY = {
  name: 'first-query',
  test: /first-query\.ts$|virtual:chart-request/,
  priority: 1,
};

/**
 * Writes the request of `src/first-query.ts` at build time, so that it needs no code of urql, and adds it to app.html as an
 * async script that runs before the app.
 */
export function firstQuery(): Plugin {
  return {
    name: FIRST_QUERY.name,
    resolveId: (id) => (id === REQUEST ? `\0${REQUEST}` : null),
    async load(id) {
      if (id !== `\0${REQUEST}`) return null;
      const { module } = await runnerImport<{ CHART: TypedDocumentNode }>(source, { configFile: false });
      // What urql sends for `/`.
      const request = stringifyVariables({
        operationName: 'Chart',
        query: stringifyDocument(formatDocument(module.CHART) as TypedDocumentNode),
        variables: { range: 'SHORT_TERM', on: null, comparedTo: null },
      });
      return `export const CHART_REQUEST = ${JSON.stringify(request)};`;
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        if (!filename.endsWith('app.html')) return html;
        const chunk = Object.values(bundle ?? {}).find(({ name }) => name === FIRST_QUERY.name);
        if (!chunk) throw new Error(`The bundle has no chunk ${FIRST_QUERY.name}.`);
        const attributes = { type: 'module', async: true, crossorigin: true, src: `/web/${chunk.fileName}` };
        return { html, tags: [{ tag: 'script', attrs: attributes, injectTo: 'head-prepend' }] };
      },
    },
  };
}
