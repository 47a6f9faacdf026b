// The rooms (directories under apps/ and libs/) and the imports that are allowed; ARCHITECTURE.md explains them.

const ROOM = '^(apps|libs)/([^/]+)/src/';

/** The folders of the API that no feature belongs to; each may import those before it, and itself. */
const API = '^apps/api/src/';
const API_BASE = `${API}(settings|pages|errors)/`;
const API_AUTH = `${API}(settings|pages|errors|auth)/`;
const API_GRAPHQL = `${API}(settings|pages|errors|auth|graphql|response-cache)/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Modules that import each other in a circle cannot be understood, nor loaded, one by one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'import-through-index',
      comment: 'Other rooms import only the index.ts of a lib, and nothing of an app.',
      severity: 'error',
      from: { path: ROOM, pathNot: '\\.spec\\.ts$' },
      to: { path: ROOM, pathNot: ['^$1/$2/src/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'import-by-name',
      comment: 'Import another room by its name (#spotify, #database, ...), not by a relative path.',
      severity: 'error',
      from: { path: ROOM, pathNot: '\\.spec\\.ts$' },
      to: { path: ROOM, pathNot: '^$1/$2/src/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'no-app-imports-an-app',
      comment: 'Apps share libs and do not import each other. (Tests may use the simulator.)',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-lib-imports-an-app',
      comment: 'Apps import libs, never the reverse.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|test|scripts)/' },
    },
    {
      name: 'apps-import-these-libs',
      comment: 'Apps import only libs/spotify, libs/database, libs/charts, libs/cards and libs/runtime.',
      severity: 'error',
      from: { path: '^apps/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(libs|test|scripts|bench)/', pathNot: '^libs/(spotify|database|charts|cards|runtime)/' },
    },
    {
      name: 'database-imports-only-charts',
      comment: 'libs/database imports no room but libs/charts.',
      severity: 'error',
      from: { path: '^libs/database/', pathNot: '\\.spec\\.ts$' },
      to: { path: ROOM, pathNot: '^libs/(database|charts)/' },
    },
    {
      name: 'libs-but-database-import-no-room',
      comment: 'libs/spotify, libs/charts, libs/cards and libs/runtime import no other room.',
      severity: 'error',
      from: { path: '^libs/(spotify|charts|cards|runtime)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ROOM, pathNot: '^libs/$1/' },
    },
    {
      name: 'charts-are-pure',
      comment: 'libs/charts has no framework and no input or output; calendars come from Temporal.',
      severity: 'error',
      from: { path: '^libs/charts/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: '^node_modules/temporal-polyfill/' },
    },
    {
      name: 'cards-are-pure',
      comment: 'libs/cards has no package, no input or output, no DOM: the page and the API draw with it.',
      severity: 'error',
      from: { path: '^libs/cards/', pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'] },
    },
    {
      name: 'only-database-speaks-sql',
      comment: 'Prisma and PostgreSQL are behind libs/database.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/database/', '\\.spec\\.ts$'],
      },
      to: { path: 'node_modules/(@prisma/|prisma/|pg/|pg-pool/|connect-pg-simple/)' },
    },
    {
      name: 'api-errors-know-no-feature',
      comment: 'errors, pages and settings of the API import no other folder of it.',
      severity: 'error',
      from: { path: API_BASE },
      to: { path: `${API}[^/]+/`, pathNot: API_BASE },
    },
    {
      name: 'api-auth-know-no-feature',
      comment: 'auth imports no folders but errors, pages and settings. (A sign-in clears cached responses.)',
      severity: 'error',
      from: { path: `${API}auth/` },
      to: { path: `${API}[^/]+/`, pathNot: [API_AUTH, `${API}response-cache/response-cache\\.ts$`] },
    },
    {
      name: 'api-graphql-know-no-feature',
      comment: 'graphql and response-cache import no feature; each feature registers its own resolvers.',
      severity: 'error',
      from: { path: `${API}(graphql|response-cache)/` },
      to: { path: `${API}[^/]+/`, pathNot: API_GRAPHQL },
    },
    {
      name: 'no-drawer-for-anything',
      comment: 'A file or folder is named after the one idea in it.',
      severity: 'error',
      from: {},
      to: { path: '/(utils?|common|helpers?|misc)[./]', pathNot: 'node_modules' },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-dev-dependency-in-production',
      comment: 'Packages that production needs are dependencies. (GraphiQL and the web page are bundled.)',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['\\.(spec|fixture)\\.ts$', '^apps/(graphiql|web)/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'fixtures-are-for-specs',
      comment: 'A fixture is not built: only specs and other fixtures import it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { path: '\\.fixture\\.ts$' },
    },
    {
      name: 'no-unlisted-dependency',
      comment: 'A package that is imported is listed in package.json. (GraphiQL brings its editor along.)',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/monaco-' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
