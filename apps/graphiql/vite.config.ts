import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page that the API serves at `/graphiql`: every file ours, every file named by its content. */
export default defineConfig({
  root: here('.'),
  base: '/graphiql/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: here('../../dist/apps/graphiql'),
    emptyOutDir: true,
    // Every file comes from our origin: none becomes a `data:` address, which the page's policy would refuse.
    assetsInlineLimit: 0,
    // Monaco alone is 2.8 MB; it is loaded beside the page, not before it.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      // GraphiQL's files carry a directive for React's compiler, which means nothing to a bundler.
      onLog: (level, log, handle) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && handle(level, log),
    },
  },
});
