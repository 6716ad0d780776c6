import type { MapProcessor, MapState } from '../../definition.ts';
import { MAX_SECONDS } from '../../limits.ts';
import { StatesError } from '../../states-error.ts';
import type { CompileContext, StateSource } from '../context.ts';
import { oneOf } from '../diagnose.ts';
import { compileAssign, compileFlow, given, jsonataOnly, jsonPathOnly, statesFields, WORK } from '../flow.ts';
import { compileItemBatcher } from '../item-batcher.ts';
import { compileItemReader } from '../item-reader.ts';
import { compileItems } from '../items.ts';
import { constant, type NumberRule, numberField } from '../number-field.ts';
import { onward } from '../onward.ts';
import type { FieldRules, ObjectReader } from '../read.ts';
import { compileRecovery } from '../recovery.ts';
import { compileResultWriter } from '../result-writer.ts';
import { jsonataField, templateField } from '../values.ts';

const FIELDS: FieldRules = {
  ...WORK,
  ItemProcessor: {},
  Iterator: {},
  ItemSelector: {},
  MaxConcurrency: {},
  ToleratedFailureCount: {},
  ToleratedFailurePercentage: {},
  Label: {},
  ItemReader: {},
  ItemBatcher: {},
  ResultWriter: {},
  ...jsonPathOnly(
    'Parameters',
    'ItemsPath',
    'MaxConcurrencyPath',
    'ToleratedFailureCountPath',
    'ToleratedFailurePercentagePath',
  ),
  ...jsonataOnly('Items'),
};
const PROCESSOR: FieldRules = {
  StartAt: { required: true },
  States: { required: true },
  Comment: {},
  ProcessorConfig: {},
};
const DISTRIBUTED_ONLY = ['ItemReader', 'ItemBatcher', 'ResultWriter'];
const LABEL = /^[^\s\p{Cc}<>{}[\]?*"#%\\^|~`$&,;:/\ufffe\uffff]{1,40}$/u;

const least0 = (message: string): NumberRule => ({
  least: 0,
  most: MAX_SECONDS,
  check(value) {
    if (value >= 0) return value;
    throw new StatesError('States.Runtime', message);
  },
});
const CONCURRENCY = least0('MaxConcurrency cannot be negative.');
const FAILURES = least0('ToleratedFailureCount cannot be negative.');
const PERCENTAGE: NumberRule = {
  least: 0,
  most: 100,
  float: true,
  check(value) {
    if (value >= 0 && value <= 100) return value;
    throw new StatesError('States.Runtime', 'ToleratedFailurePercentage must be between 0 and 100.');
  },
};

export function compileMap({ name, reader, context }: StateSource): MapState {
  reader.checkFields(FIELDS);
  const { location } = reader;
  const processor = compileProcessor(reader, context);
  if (processor.mode === 'INLINE') refuseInline(reader);
  oneOf(reader.findings, reader.object, location, ['ItemSelector', 'Parameters'], false);
  const selector = reader.has('ItemSelector') ? 'ItemSelector' : 'Parameters';
  const distributed = processor.mode === 'DISTRIBUTED';
  return {
    type: 'Map',
    name,
    flow: compileFlow(reader, true, false),
    ...compileAssign(reader, location, statesFields(true)),
    processor,
    ...given('items', compileItems(reader, distributed)),
    ...given(
      'itemSelector',
      reader.language === 'JSONata'
        ? jsonataField(reader, 'ItemSelector', location, ['input', 'context'])
        : templateField(reader, selector, true),
    ),
    maxConcurrency: numberField(reader, 'MaxConcurrency', location, CONCURRENCY) ?? constant(0),
    ...given('toleratedFailureCount', numberField(reader, 'ToleratedFailureCount', location, FAILURES)),
    ...given('toleratedFailurePercentage', numberField(reader, 'ToleratedFailurePercentage', location, PERCENTAGE)),
    ...given('label', label(reader, context)),
    ...given('itemReader', compileItemReader(reader)),
    ...given('itemBatcher', compileItemBatcher(reader)),
    ...given('resultWriter', compileResultWriter(reader)),
    ...compileRecovery(reader),
    next: onward(reader),
  };
}

function compileProcessor(reader: ObjectReader, context: CompileContext): MapProcessor {
  oneOf(reader.findings, reader.object, reader.location, ['ItemProcessor', 'Iterator'], true);
  const field = reader.has('ItemProcessor') ? 'ItemProcessor' : 'Iterator';
  const inner = reader.reader(field);
  if (inner === undefined) return { field, mode: 'INLINE', startAt: '', states: new Map() };
  inner.checkFields(PROCESSOR);
  const config = inner.reader('ProcessorConfig');
  config?.checkFields({ Mode: {}, ExecutionType: {} });
  const mode = config?.choice('Mode', ['INLINE', 'DISTRIBUTED'] as const) ?? 'INLINE';
  const executionType = config?.choice('ExecutionType', ['STANDARD', 'EXPRESS'] as const);
  if (config !== undefined && mode === 'DISTRIBUTED' && !config.has('ExecutionType')) {
    config.findings.schema('These fields are required: [ExecutionType]', config.location);
  }
  if (mode === 'DISTRIBUTED' && context.type === 'EXPRESS') {
    config?.fail('Mode', "Express state machine does not support 'DISTRIBUTED' mode");
  }
  const type = mode === 'DISTRIBUTED' ? (executionType ?? context.type) : context.type;
  const graph = context.graph(inner, type);
  return { ...graph, field, mode, ...(mode === 'DISTRIBUTED' ? given('executionType', executionType) : {}) };
}

function refuseInline(reader: ObjectReader): void {
  for (const name of DISTRIBUTED_ONLY) {
    if (reader.has(name)) reader.findings.schema(`Field '${name}' is not supported`, reader.location);
  }
}

/** The name of the map run's executions: unique in the machine, at most 40 characters. */
function label(reader: ObjectReader, context: CompileContext): string | undefined {
  const text = reader.text('Label');
  if (text === undefined) return undefined;
  const { findings } = reader;
  if (!LABEL.test(text)) findings.error('INVALID_LABEL_NAME', `Invalid Label name: ${text}`, reader.at('Label'));
  if (context.labels.has(text)) {
    findings.error('DUPLICATE_LABEL_NAME', `Duplicate Label name: ${text}`, reader.at('Label'));
  }
  context.labels.add(text);
  return text;
}
