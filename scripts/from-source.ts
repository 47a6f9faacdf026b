/**
 * Lets Node run TypeScript without a build: `node --conditions=source --import ./scripts/from-source.ts <file>`. Resolves
 * imports of `.js` to the `.ts` file, and compiles with SWC, because Node does not strip decorators.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/** Where SWC finds its settings, whatever the working directory. */
const root = resolve(import.meta.dirname, '..');

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
    return nextResolve(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
  load(url, context, nextLoad) {
    if (!url.endsWith('.ts') || url.includes('/node_modules/')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, root, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
