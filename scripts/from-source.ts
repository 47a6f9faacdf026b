/**
 * Lets Node run our TypeScript as it stands: `node --import ./scripts/from-source.ts --experimental-transform-types …`.
 * Our imports say `.js`, as TypeScript wants them; before a build only the `.ts` beside it exists.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const ours = specifier.startsWith('.') && !context.parentURL?.includes('/node_modules/');
    return nextResolve(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
