import type { ItemReader } from '../definition.ts';
import { StatesError } from '../states-error.ts';
import { given, jsonataOnly, jsonPathOnly } from './flow.ts';
import { type NumberRule, numberField } from './number-field.ts';
import type { FieldRules, ObjectReader } from './read.ts';
import { notRecognized } from './resource.ts';
import { jsonataField, templateField } from './values.ts';

const FIELDS: FieldRules = {
  Resource: { required: true },
  ReaderConfig: {},
  ...jsonPathOnly('Parameters'),
  ...jsonataOnly('Arguments'),
};
const CONFIG: FieldRules = {
  InputType: {},
  CSVHeaderLocation: {},
  CSVHeaders: {},
  CSVDelimiter: {},
  MaxItems: {},
  ManifestType: {},
  Transformation: {},
  ItemsPointer: {},
  ...jsonPathOnly('MaxItemsPath'),
};
const RESOURCE = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:s3:(getObject|listObjectsV2)$/;
const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  PIPE: '|',
  SEMICOLON: ';',
  SPACE: ' ',
  TAB: '\t',
};
/** More items than this are never read. */
const MOST_ITEMS = 100_000_000;
const ITEMS: NumberRule = {
  least: 0,
  most: MOST_ITEMS,
  check(value) {
    if (value < 0) throw new StatesError('States.ItemReaderFailed', 'field MaxItems must be positive');
    return Math.min(value, MOST_ITEMS);
  },
};

export function compileItemReader(map: ObjectReader): ItemReader | undefined {
  const reader = map.reader('ItemReader');
  if (reader === undefined) return undefined;
  reader.checkFields(FIELDS);
  const resource = reader.text('Resource') ?? '';
  const list = resource.endsWith(':listObjectsV2');
  if (reader.has('Resource') && !RESOURCE.test(resource)) {
    reader.fail('Resource', notRecognized(resource));
  }
  const config = reader.reader('ReaderConfig');
  const args =
    reader.language === 'JSONata'
      ? jsonataField(reader, 'Arguments', map.location, ['input', 'context'])
      : templateField(reader, 'Parameters');
  return {
    resource,
    ...given('arguments', args),
    ...(config === undefined ? {} : readerConfig(config, map.location, list)),
  };
}

function readerConfig(config: ObjectReader, state: string, list: boolean): Omit<ItemReader, 'resource'> {
  config.checkFields(CONFIG);
  const inputType = config.choice('InputType', ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'] as const);
  if (!list && !config.has('InputType')) {
    config.findings.schema('These fields are required: [InputType]', config.location);
  }
  const csvHeaderLocation = config.choice('CSVHeaderLocation', ['FIRST_ROW', 'GIVEN'] as const);
  if (inputType === 'CSV' && !config.has('CSVHeaderLocation')) {
    config.findings.schema('These fields are required: [CSVHeaderLocation]', config.location);
  }
  if (csvHeaderLocation === 'GIVEN' && !config.has('CSVHeaders')) {
    config.findings.schema('These fields are required: [CSVHeaders]', config.location);
  }
  const delimiter = config.choice('CSVDelimiter', Object.keys(DELIMITERS));
  return {
    ...given('inputType', inputType),
    ...given('csvHeaderLocation', csvHeaderLocation),
    ...given('csvHeaders', config.texts('CSVHeaders')),
    ...given('csvDelimiter', delimiter === undefined ? undefined : DELIMITERS[delimiter]),
    ...given('manifestType', config.choice('ManifestType', ['ATHENA_DATA', 'S3_INVENTORY'] as const)),
    ...given('transformation', config.choice('Transformation', ['NONE', 'LOAD_AND_FLATTEN'] as const)),
    ...given('itemsPointer', config.text('ItemsPointer')),
    ...given('maxItems', numberField(config, 'MaxItems', state, ITEMS)),
  };
}
