import type { ItemBatcher } from '../definition.ts';
import { PAYLOAD_BYTES } from '../limits.ts';
import { StatesError } from '../states-error.ts';
import { given, jsonPathOnly } from './flow.ts';
import { type NumberRule, numberField } from './number-field.ts';
import type { FieldRules, ObjectReader } from './read.ts';
import { jsonataField, templateField } from './values.ts';

const FIELDS: FieldRules = {
  BatchInput: {},
  MaxItemsPerBatch: {},
  MaxInputBytesPerBatch: {},
  ...jsonPathOnly('MaxItemsPerBatchPath', 'MaxInputBytesPerBatchPath'),
};

const positive = (field: string, most: number): NumberRule => ({
  least: 0,
  most,
  check(value) {
    if (value > 0) return value;
    throw new StatesError('States.Runtime', `${field} must be positive.`);
  },
});

export function compileItemBatcher(map: ObjectReader): ItemBatcher | undefined {
  const reader = map.reader('ItemBatcher');
  if (reader === undefined) return undefined;
  reader.checkFields(FIELDS);
  const state = map.location;
  const items = numberField(reader, 'MaxItemsPerBatch', state, positive('MaxItemsPerBatch', Number.MAX_SAFE_INTEGER));
  const bytes = numberField(reader, 'MaxInputBytesPerBatch', state, positive('MaxInputBytesPerBatch', PAYLOAD_BYTES));
  if (!['MaxItemsPerBatch', 'MaxInputBytesPerBatch'].some((name) => reader.has(name) || reader.has(`${name}Path`))) {
    const message =
      'There should be at least one of the following fields: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath]';
    reader.findings.schema(message, reader.location);
  }
  return {
    ...given(
      'batchInput',
      reader.language === 'JSONata'
        ? jsonataField(reader, 'BatchInput', state, ['input', 'context'])
        : templateField(reader, 'BatchInput'),
    ),
    ...given('maxItemsPerBatch', items),
    ...given('maxInputBytesPerBatch', bytes),
  };
}
