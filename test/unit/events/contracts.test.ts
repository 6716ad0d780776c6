import { readdirSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../../lib/contracts/catalogue.ts';
import { contractValidators } from '../../../lib/contracts/contract-validators.ts';
import { completeEvent } from '../../../lib/events/complete-event.ts';
import { violationsOf } from '../../../lib/validation/validator.ts';

const folder = path.join(import.meta.dirname, '../../../events');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort();
const context = { now: '2026-11-23T12:00:00.000Z', correlationId: 'test', provider: 'trestle' };

describe.each(catalogue.map((contract, index) => ({ file: files[index] ?? '', contract })))(
  '$file',
  ({ file, contract }) => {
    const [domain = '', name = ''] = file.split(path.sep);

    test('is named for its type and its domain', () => {
      expect(name).toBe(`${contract.type}.json`);
      expect(contract.schema.$id).toBe(`trestle:${domain}/${contract.type}/${contract.version}`);
      expect(contract.type).toMatch(/^[a-z]+(\.[a-z_]+)+$/);
    });

    test('says what it is and whom to ask', () => {
      expect(contract.description).toMatch(/^[A-Z].{10,}\.$/);
      expect(contract.owner).toMatch(/^\S+@\S+$/);
      expect(contract.schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    });

    test.each(contract.examples)('its example $id can be published', (example) => {
      expect(example.type).toBe(contract.type);
      expect(completeEvent(example, context)).toMatchObject({ id: example.id, tenant: example.source.split('/')[2] });
    });

    test.each((contract.schema.required as readonly string[]).map((member) => ({ member })))(
      'data without $member breaks it',
      ({ member }) => {
        const validator = contractValidators[contract.type];
        const { [member]: _, ...data } = { ...contract.examples[0].data };
        expect(validator && violationsOf(validator, data)).toContainEqual({
          pointer: `/${member}`,
          detail: 'is required',
        });
      },
    );
  },
);

test('the catalogue has one contract for each file, and no type twice', () => {
  expect(catalogue).toHaveLength(files.length);
  expect(new Set(catalogue.map(({ type }) => type)).size).toBe(files.length);
});
