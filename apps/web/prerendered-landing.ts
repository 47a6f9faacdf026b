import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';
import { PREACT } from './preact.js';

const PLACEHOLDER = '<!-- The landing page, rendered by the build. -->';
const source = fileURLToPath(new URL('src/landing/prerender.tsx', import.meta.url));

/** Ignores stylesheets, which the bundler adds to the document. */
const withoutStyles: Plugin = {
  name: 'without-styles',
  enforce: 'pre',
  resolveId: (name) => (name.endsWith('.css') ? '\0no-style' : null),
  load: (id) => (id === '\0no-style' ? '' : null),
};

/** Renders the landing page into landing.html. */
export function prerenderedLanding(): Plugin {
  return {
    name: 'prerendered-landing',
    transformIndexHtml: {
      order: 'post',
      async handler(html, { filename }) {
        if (!filename.endsWith('landing.html')) return html;
        const { module } = await runnerImport<{ prerender(): string }>(source, {
          configFile: false,
          plugins: [withoutStyles],
          // `#cards` comes from its source: the server may not be built yet.
          resolve: { alias: PREACT },
          environments: { inline: { resolve: { conditions: ['source'], noExternal: [/^#/, 'wouter'] } } },
        });
        if (!html.includes(PLACEHOLDER))
          throw new Error(`landing.html has no placeholder for its content: ${PLACEHOLDER}`);
        return html.replace(PLACEHOLDER, () => module.prerender());
      },
    },
  };
}
