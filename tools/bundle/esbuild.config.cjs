/**
 * How every function is bundled (read by serverless-esbuild; reasons in docs/decisions/0002-lean-bundles.md).
 * What a bundle needs it carries, the SDK too: what was tested is what runs.
 */
const precompiled = {
  name: 'precompiled',
  async setup(build) {
    const { precompiledModules } = await import('./precompiled-modules.ts');
    const modules = precompiledModules();
    build.onLoad({ filter: /[\\/]lib[\\/](contracts|requests)[\\/][a-z-]+\.ts$/ }, ({ path }) => {
      const contents = modules.get(path);
      return contents && { contents, loader: 'js', resolveDir: __dirname };
    });
  },
};

/** Source maps speak of our own sources only: those of the SDK are four times the size of its code. */
const ownSourceMaps = {
  name: 'own-source-maps',
  async setup(build) {
    const { readFile } = await import('node:fs/promises');
    const EMPTY_MAP = Buffer.from('{"version":3,"sources":[""],"mappings":"AAAA"}').toString('base64');
    build.onLoad({ filter: /[\\/]node_modules[\\/].*\.m?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${EMPTY_MAP}`,
      loader: 'default',
    }));
  },
};

module.exports = () => ({
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  outputFileExtension: '.cjs',
  // ES modules first: only they can be shaken.
  mainFields: ['module', 'main'],
  conditions: ['module', 'import'],
  alias: { '@aws-sdk/credential-provider-node': require.resolve('./lambda-credentials.mjs') },
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  exclude: [],
  external: [],
  concurrency: 4,
  plugins: [precompiled, ownSourceMaps],
});
