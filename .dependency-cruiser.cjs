/** The boundaries of the tree; ARCHITECTURE.md tells them in words. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-schema-imports-no-sibling',
      severity: 'error',
      from: { path: '^shared-schema/' },
      to: { path: '^(interchange|pwa|sync-server|e2e|tools)/' },
    },
    {
      name: 'interchange-imports-shared-schema-only',
      severity: 'error',
      from: { path: '^interchange/src/', pathNot: '(\\.test\\.ts$|^interchange/src/testing/)' },
      to: { path: '^(pwa|sync-server|e2e|tools)/' },
    },
    {
      name: 'interchange-runs-anywhere',
      severity: 'error',
      from: { path: '^interchange/src/', pathNot: '(\\.test\\.ts$|^interchange/src/testing/)' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'pwa-and-server-never-meet', severity: 'error', from: { path: '^pwa/src' }, to: { path: '^sync-server/' } },
    { name: 'server-and-pwa-never-meet', severity: 'error', from: { path: '^sync-server/src' }, to: { path: '^pwa/' } },
    {
      name: 'features-stand-alone',
      severity: 'error',
      from: { path: '^pwa/src/features/([^/]+)/' },
      to: { path: '^pwa/src/features/', pathNot: '^pwa/src/features/$1/' },
    },
    {
      name: 'parts-import-no-feature',
      severity: 'error',
      from: { path: '^pwa/src/(parts|ui|question-types|rich-text)/' },
      to: { path: '^pwa/src/features/' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^pwa/src/ui/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(pwa/src/(features|parts|question-types|local-db|sync)|shared-schema)/' },
    },
    {
      name: 'features-know-no-rxdb',
      severity: 'error',
      from: { path: '^pwa/src/(features|ui|question-types)/' },
      to: { path: 'node_modules/(rxdb|dexie)/' },
    },
    {
      name: 'rules-import-no-adapter',
      severity: 'error',
      from: { path: '^sync-server/src/modules/[^/]+/rules/', pathNot: '\\.test\\.ts$' },
      to: { path: '^sync-server/src/ports/[^/]+/[^/]*-[^/]+\\.ts$' },
    },
    {
      name: 'only-compose-imports-adapters',
      severity: 'error',
      from: {
        path: '^sync-server/src/',
        pathNot: ['^sync-server/src/compose', '^sync-server/src/ports/', '^sync-server/src/testing/', '\\.test\\.ts$'],
      },
      to: {
        path: '^sync-server/src/ports/[^/]+/(sqlite|memory|mongo|redis|in-process|disk|file|acme|s3|outbox|smtp|bullmq|layered)-',
      },
    },
    {
      name: 'modules-by-their-index',
      severity: 'error',
      from: { path: '^sync-server/src/modules/([^/]+)/' },
      to: { path: '^sync-server/src/modules/[^/]+/', pathNot: ['^sync-server/src/modules/$1/', '/index\\.ts$'] },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|node_modules/\\.cache)' },
    tsPreCompilationDeps: true,
    // TypeScript 7 has no compiler that a program can call; swc reads the sources instead.
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
}
