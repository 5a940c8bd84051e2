const { builtinModules } = require('node:module');

const tests = ['(^|/)tests/', '\\.test\\.tsx?$', '^kernel/testing/'];
const browser = ['^modules/[^/]+/(|.+/)web/', '^kernel/(web|ui)/', '^apps/(web|sign-in)/'];
/** What builds the pages runs in Node. */
const builder = ['(^|/)[^/]+\\.config\\.ts$', '^apps/web/build/', '^apps/web/bundle-budget\\.ts$'];
const publicFaces = ['^modules/[^/]+/public\\.ts$', '^modules/[^/]+/web/public\\.tsx$'];
/** Node's own modules as the tool names them: without `node:`, with their sub-paths. */
const builtIns = `^(node:.+|(${builtinModules.map((name) => name.replace(/^node:/, '').replace('/', '\\/')).join('|')}))$`;

/** Who may import whom (ARCHITECTURE.md). Each rule is an error; `tests/checks/dependencies.test.ts` breaks every one of them. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-knows-no-feature',
      comment: 'The kernel serves any module, also in its tests; tests/setup.ts hands its test harness what knows them.',
      severity: 'error',
      from: { path: '^kernel/' },
      to: { path: '^(modules|apps|tests|bench|bin)/' },
    },
    {
      name: 'only-apps-know-apps',
      comment: 'apps/ is the one place that knows all modules; what starts the whole (tests, bench, bin) starts it from there.',
      severity: 'error',
      from: { path: '^modules/', pathNot: tests },
      to: { path: '^(apps|tests|bench|bin)/' },
    },
    {
      name: 'module-by-its-public-face',
      comment: 'Another module is used through public.ts, its pages through web/public.tsx, never deeper.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/', pathNot: tests },
      to: { path: '^modules/', pathNot: ['^modules/$1/', ...publicFaces] },
    },
    {
      name: 'test-by-public-face-or-build',
      comment: "A module's tests may also use other modules' tests/build.ts.",
      severity: 'error',
      from: { path: '^modules/([^/]+)/.*(tests/|\\.test\\.tsx?$)' },
      to: { path: '^modules/', pathNot: ['^modules/$1/', ...publicFaces, '^modules/[^/]+/tests/build\\.ts$'] },
    },
    {
      name: 'module-web-uses-little',
      comment:
        'Pages use kernel/ui, kernel/web, the types of kernel/contract, their own web/, texts/ and contract.ts, and public.tsx of others.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/(|.+/)web/', pathNot: tests },
      to: {
        path: '^(kernel|modules|apps)/',
        pathNot: [
          '^kernel/(ui|web|contract)/',
          '^modules/$1/(|.+/)(web|texts)/',
          '^modules/$1/(|.+/)contract\\.ts$',
          '^modules/[^/]+/web/public\\.tsx$',
        ],
      },
    },
    {
      name: 'server-knows-no-page',
      severity: 'error',
      from: { path: '^(modules|kernel)/', pathNot: [...browser, ...tests] },
      to: { path: browser },
    },
    {
      name: 'contract-uses-kernel-only',
      comment: 'A contract is pure: server, browser, tests and OpenAPI read it. Sub-slices of one module may share shapes.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/(|.+/)contract\\.ts$' },
      to: { pathNot: ['^kernel/', '^modules/$1/(|.+/)contract\\.ts$'] },
    },
    {
      name: 'browser-never-reaches-the-server',
      comment: 'However indirectly: no built-in of Node, no driver, no server, no database.',
      severity: 'error',
      from: { path: browser, pathNot: [...tests, ...builder] },
      to: {
        path: [builtIns, '(^|/)node_modules/(pg|fastify|@fastify/[^/]+|kysely|graphile-worker|pino)/', '^kernel/db/'],
        reachable: true,
      },
    },
    {
      name: 'status-stands-alone',
      comment: 'However indirectly: the status page answers when database, server and everything they need are gone.',
      severity: 'error',
      from: { path: '^apps/status/', pathNot: tests },
      to: {
        path: [
          '(^|/)node_modules/(pg|kysely|fastify|@fastify/[^/]+|graphile-worker)/',
          '^kernel/(db|http|module)/',
          '^modules/',
          '^apps/(?!status/)',
        ],
        reachable: true,
      },
    },
    {
      name: 'tests-only-for-tests',
      comment: 'kernel/testing and the tests themselves are not part of the program.',
      severity: 'error',
      from: { path: '^(kernel|modules|apps)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-tool-in-the-program',
      comment: 'What runs does not import what only builds and tests.',
      severity: 'error',
      from: { path: '^(kernel|modules|apps)/', pathNot: [...tests, ...builder] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    parser: 'swc', // TypeScript 7 has no API to parse with
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules/\\.vite|dist|data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
