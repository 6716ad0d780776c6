import type { ResultWriter } from '../definition.ts';
import { given, jsonataOnly, jsonPathOnly } from './flow.ts';
import type { FieldRules, ObjectReader } from './read.ts';
import { notRecognized } from './resource.ts';
import { jsonataField, templateField } from './values.ts';

const FIELDS: FieldRules = {
  Resource: {},
  WriterConfig: {},
  ...jsonPathOnly('Parameters'),
  ...jsonataOnly('Arguments'),
};
const RESOURCE = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:s3:putObject$/;

export function compileResultWriter(map: ObjectReader): ResultWriter | undefined {
  const reader = map.reader('ResultWriter');
  if (reader === undefined) return undefined;
  reader.checkFields(FIELDS);
  const resource = reader.text('Resource');
  if (resource !== undefined && !RESOURCE.test(resource)) {
    reader.fail('Resource', notRecognized(resource));
  }
  const config = reader.reader('WriterConfig');
  config?.checkFields({ Transformation: { required: true }, OutputType: { required: true } });
  if (resource === undefined && config === undefined) {
    reader.findings.schema('There should be one of the following fields: [Resource, WriterConfig]', reader.location);
  }
  const args =
    reader.language === 'JSONata'
      ? jsonataField(reader, 'Arguments', map.location, ['input', 'context'])
      : templateField(reader, 'Parameters');
  return {
    ...given('resource', resource),
    ...given('arguments', args),
    transformation: config?.choice('Transformation', ['NONE', 'COMPACT', 'FLATTEN'] as const) ?? 'NONE',
    outputType: config?.choice('OutputType', ['JSON', 'JSONL'] as const) ?? 'JSON',
  };
}
