import { createRequire } from 'node:module';
import { contractValidators } from '../../../lib/contracts/contract-validators.ts';
import { violationsOf } from '../../../lib/validation/validator.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}
const all = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Examples[];
const known = all.filter(({ name }) => `github.${name}` in contractValidators);

test('there are recorded payloads for every contract', () => {
  const types = Object.keys(contractValidators).filter((type) => type.startsWith('github.'));
  expect(known.map(({ name }) => `github.${name}`).sort()).toEqual(types.sort());
});

test.each(known)('every recorded payload of $name keeps its contract', ({ name, examples }) => {
  const validator = contractValidators[`github.${name}`];
  expect(examples.flatMap((payload) => (validator ? violationsOf(validator, payload) : []))).toEqual([]);
});
