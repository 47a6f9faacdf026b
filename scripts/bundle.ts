/**
 * Bundles the processes that go on running: `node scripts/bundle.ts`, after `nest build`. The modules of a process, its
 * packages included, become `dist/NAME/main.js`, and a few files beside it that are loaded when they are needed.
 *
 * Two and a half thousand modules cost a process twice its start and 20 MB: V8 keeps the text of each, comments and all,
 * in two bytes a letter where one of them is not Latin, and Node keeps books on each. Nothing is made shorter but for the
 * comments, so that what a stack trace names can be read in the bundle.
 */
import { rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'rolldown';

const PROCESSES = ['api', 'worker', 'simulator'];

const PACKAGES = 'packages';

const dist = resolve(import.meta.dirname, '../dist');

const EXTERNAL = [
  // Whoever wants to see what a process does hooks into these by name: tracers, and some of our tests.
  'pg',
  'router',
  // Of no use to a process that serves, so that it stays where it is: 2 MB of WebAssembly in text.
  /wasm-base64/,
  // Companions that packages would use if they were installed.
  /^@apollo\/(gateway|subgraph)/,
  /^@nestjs\/(microservices|websockets)/,
  '@as-integrations/fastify',
  'bufferutil',
  'class-transformer',
  'class-validator',
  'pg-cloudflare',
  'pg-native',
  'ts-morph',
  'utf-8-validate',
];

/** A module of ours that looks for files beside it goes on looking where it was compiled to. */
function placesOf(output: string): Plugin {
  return {
    name: 'places',
    transform: {
      filter: { id: /^(?!.*node_modules).*\.js$/, code: /import\.meta\.url/ },
      handler: (code, id) => {
        const place = JSON.stringify(relative(output, id));
        return code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`);
      },
    },
  };
}

/** Escapes all letters beyond ASCII: a single one would have V8 keep the whole file in two bytes a letter. */
const ascii: Plugin = {
  name: 'ascii',
  renderChunk: (code) =>
    code.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

for (const name of PROCESSES) {
  const output = join(dist, name);
  rmSync(output, { recursive: true, force: true });
  await build({
    input: join(dist, 'apps', name, 'src/main.js'),
    cwd: dirname(dist),
    platform: 'node',
    external: EXTERNAL,
    plugins: [placesOf(output), ascii],
    output: {
      dir: output,
      entryFileNames: 'main.js',
      // Packages stay under this name: Node warns of what they call that is deprecated, but for what lies in node_modules.
      chunkFileNames: ({ name: chunk }) =>
        chunk.startsWith(PACKAGES) ? `node_modules/${PACKAGES}-[hash].js` : '[name]-[hash].js',
      codeSplitting: { groups: [{ name: PACKAGES, test: /node_modules/, entriesAware: true }] },
      // GraphQL types, and whatever is injected or logged, go by the names of classes.
      keepNames: true,
      // reflect-metadata has to run before whatever uses it.
      strictExecutionOrder: true,
      comments: false,
      minify: false,
    },
  });
}
