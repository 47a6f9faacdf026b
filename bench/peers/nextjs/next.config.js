/** The build goes into `dist`, as one server without `next start`: https://nextjs.org/docs/pages/api-reference/config/next-config-js/output */
const root = import.meta.dirname;

const config = {
  distDir: 'dist',
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
};

export default config;
