import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { zipSync } from 'fflate';

const root = path.join(import.meta.dirname, '../..');

interface PluginOptions extends BuildOptions {
  readonly outputFileExtension: string;
  readonly exclude: readonly string[];
  readonly concurrency: number;
}

const configure = createRequire(import.meta.url)('../../tools/bundle/esbuild.config.cjs') as () => PluginOptions;

/** The options of serverless.yml, without those that are not esbuild's. */
function ours(): BuildOptions {
  const { outputFileExtension: _extension, exclude: _exclude, concurrency: _concurrency, ...options } = configure();
  return options;
}

/**
 * What serverless-esbuild does when it is told nothing: one bundle, as it comes, with a source map. Schemas are
 * compiled ahead all the same, or the functions could not start.
 */
const defaults = (): BuildOptions => ({
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  sourcemap: 'linked',
  plugins: (ours().plugins ?? []).filter(({ name }) => name === 'precompiled'),
});

const VARIANTS = { ours, defaults } as const;
export type Variant = keyof typeof VARIANTS;

export interface Bundle {
  /** The bundle's file. */
  readonly file: string;
  /** Bytes of the zip that would be deployed, source map included. */
  readonly zip: number;
}

/** @param handler as in serverless.yml: `functions/x.handler` */
export async function bundle(handler: string, variant: Variant, folder: string): Promise<Bundle> {
  const entry = handler.replace(/\.handler$/, '');
  const file = path.join(folder, variant, `${entry}.cjs`);
  const { outputFiles = [] } = await build({
    ...VARIANTS[variant](),
    absWorkingDir: root,
    entryPoints: [`${entry}.ts`],
    outfile: file,
    logLevel: 'error',
    metafile: false,
    write: false,
  });
  mkdirSync(path.dirname(file), { recursive: true });
  for (const output of outputFiles) writeFileSync(output.path, output.contents);
  const entries = outputFiles.map((output) => [path.basename(output.path), output.contents] as const);
  return { file, zip: zipSync(Object.fromEntries(entries), { level: 6 }).length };
}
