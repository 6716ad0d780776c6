// Jest runs CommonJS; the sources are ES modules in TypeScript. esbuild turns one into the other.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const esbuild = require('esbuild');

const self = createHash('sha256').update(readFileSync(__filename)).update(esbuild.version).digest('hex');
const BANNER = 'const __importMetaUrl = require("node:url").pathToFileURL(__filename).href;';

module.exports = {
  getCacheKey: (text, path) => createHash('sha256').update(self).update(path).update('\0').update(text).digest('hex'),
  process(text, path) {
    return esbuild.transformSync(text, {
      sourcefile: path,
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node24',
      sourcemap: 'inline',
      banner: text.includes('import.meta') ? BANNER : '',
      define: {
        'import.meta.url': '__importMetaUrl',
        'import.meta.dirname': '__dirname',
        'import.meta.filename': '__filename',
      },
    });
  },
};
