import path from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { catalogue } from '../../../lib/contracts/catalogue.ts';
import { contractIds, contractValidators } from '../../../lib/contracts/contract-validators.ts';
import { type Validator, violationsOf } from '../../../lib/validation/validator.ts';
import { precompiledModules } from '../../../tools/bundle/precompiled-modules.ts';

const lib = path.join(import.meta.dirname, '../../../lib');
const module_ = { exports: {} as { contractValidators: Record<string, Validator>; contractIds: object } };

beforeAll(async () => {
  const contents = precompiledModules().get(path.join(lib, 'contracts/contract-validators.ts'));
  const { outputFiles } = await build({
    stdin: { contents: contents ?? '', resolveDir: lib },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  });
  new Script(`(function (module, exports) {${outputFiles[0]?.text}\n})`).runInThisContext()(module_, module_.exports);
});

test('bundles know the same contracts', () => {
  expect(Object.keys(module_.exports.contractValidators)).toEqual(Object.keys(contractValidators));
  expect(module_.exports.contractIds).toEqual(contractIds);
});

test('a validator compiled ahead of time judges as the one compiled now', () => {
  const judge = (validators: Readonly<Record<string, Validator>>, type: string, data: unknown): unknown => {
    const validator = validators[type];
    return validator ? violationsOf(validator, data) : 'none';
  };
  fc.assert(
    fc.property(fc.constantFrom(...catalogue), fc.nat(), fc.jsonValue(), ({ type, examples }, seed, value) => {
      const members = Object.keys(examples[0].data);
      const data = { ...examples[0].data, [members[seed % members.length] ?? '']: value };
      expect(judge(module_.exports.contractValidators, type, data)).toEqual(judge(contractValidators, type, data));
    }),
    { numRuns: 500 },
  );
});
