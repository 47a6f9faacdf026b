import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defineConfig } from 'vite';
import { prerenderedLanding } from './prerendered-landing.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page that the API serves: two documents, and assets named by their content. */
export default defineConfig({
  root: here('.'),
  base: '/web/',
  // `#cards` is bundled from its source.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  plugins: [react(), prerenderedLanding()],
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: here('../../dist/apps/web'),
    emptyOutDir: true,
    // The content security policy refuses `data:` URLs.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { app: here('app.html'), landing: here('landing.html') },
      // Without this, the first view loads all of `#cards` for one function.
      treeshake: { moduleSideEffects: [{ test: /libs[\\/]cards/, sideEffects: false }] },
    },
  },
});
