import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const PLACE = '<!-- The landing page, rendered by the build. -->';
const source = fileURLToPath(new URL('src/landing/prerender.tsx', import.meta.url));

/** HTML needs no stylesheets; those of the document are the bundler's affair. */
const withoutStyles: Plugin = {
  name: 'without-styles',
  enforce: 'pre',
  resolveId: (name) => (name.endsWith('.css') ? '\0no-style' : null),
  load: (id) => (id === '\0no-style' ? '' : null),
};

/** Writes the landing page into its document. */
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
        });
        if (!html.includes(PLACE))
          throw new Error(`landing.html has lost the place of its content: ${PLACE}`);
        return html.replace(PLACE, () => module.prerender());
      },
    },
  };
}
