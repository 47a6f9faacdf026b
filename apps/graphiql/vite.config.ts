import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const resolvePath = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page that the API serves at `/graphiql`. All file names contain a hash of the content. */
export default defineConfig({
  root: resolvePath('.'),
  base: '/graphiql/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: resolvePath('../../dist/apps/graphiql'),
    emptyOutDir: true,
    // The content security policy allows no `data:` URLs, so no asset may be inlined.
    assetsInlineLimit: 0,
    // Monaco alone is 2.8 MB. It does not block the page.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      // The API serves it, to all pages.
      external: [/^\/assets\/fonts\//],
      // GraphiQL's files contain a directive for React's compiler, which bundlers ignore.
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
    },
  },
});
