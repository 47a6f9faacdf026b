import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { FIRST_QUERY, firstQuery } from './first-query.plugin.js';
import { PREACT } from './preact.js';
import { prerenderedLanding } from './prerendered-landing.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `#cards` is bundled from its source. */
const CONDITIONS = ['source', ...defaultClientConditions];

/** Builds the page that the API serves: two documents, and assets named by their content. */
export default defineConfig({
  root: here('.'),
  base: '/web/',
  resolve: { conditions: CONDITIONS, alias: PREACT },
  plugins: [react(), firstQuery(), prerenderedLanding()],
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: here('../../dist/apps/web'),
    // The content security policy refuses `data:` URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Without this, the first view loads all of `#cards` for one function.
      treeshake: { moduleSideEffects: [{ test: /libs[\\/]cards/, sideEffects: false }] },
      // One file, since browsers load few at a time.
      output: { codeSplitting: { groups: [FIRST_QUERY, { name: 'first-view', tags: ['$initial'] }] } },
    },
  },
  // Each document is built alone, so that neither loads code in pieces because the other needs some of them.
  environments: {
    client: { build: { emptyOutDir: true, rolldownOptions: { input: here('app.html') } } },
    landing: {
      consumer: 'client',
      resolve: { conditions: CONDITIONS },
      build: { emptyOutDir: false, rolldownOptions: { input: here('landing.html') } },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) await builder.build(environment);
    },
  },
});
