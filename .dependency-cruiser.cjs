// The import rules of docs/architecture.md.
const LAYERS = ['pattern', 'asl', 'wire', 'store', 'iam'];

const only = (from, allowed, comment) => ({
  name: `${from.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}-imports`,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed, dependencyTypesNot: ['core'] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only('^events/', ['^events/'], 'contracts stand alone'),
    only('^lib/', ['^lib/', '^events/', 'node_modules', '^aws-lambda$'], 'domain logic and AWS adapters'),
    only(
      '^functions/',
      ['^lib/', '^events/', '^functions/[^/]+/[^/]+/', 'node_modules', '^aws-lambda$'],
      'a handler never imports another function',
    ),
    only('^emulator/core/', ['^emulator/core/'], 'the core knows nothing'),
    ...LAYERS.map((layer) =>
      only(`^emulator/${layer}/`, [`^emulator/(core|${layer})/`, 'node_modules'], 'layers know the core only'),
    ),
    {
      name: 'services-know-no-other-service',
      comment: 'a service reaches another through the Aws port',
      severity: 'error',
      from: { path: '^emulator/services/([^/]+)/' },
      to: { path: '^emulator/(services/([^/]+)/|wire/|[^/]+\\.ts$)', pathNot: '^emulator/services/$1/' },
    },
    {
      name: 'application-knows-no-emulator',
      severity: 'error',
      from: { path: '^(functions|lib|events)/' },
      to: { path: '^(emulator|cli|console|tools|test|bench)/' },
    },
    {
      name: 'cli-knows-the-server-only',
      severity: 'error',
      from: { path: '^(cli|console)/' },
      to: { path: '^emulator/', pathNot: '^emulator/(server|main)\\.ts$' },
    },
    {
      name: 'no-orphan-dependency',
      comment: 'aws-lambda is a package of types only',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'require', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
