import type { MockInput } from '@aws-sdk/client-sfn';
import { isJsonArray, isJsonObject, type Json, type State } from '../../../asl/index.ts';
import { apiOfResource } from '../integrations/api-of-resource.ts';
import type { ApiModel, ApiShape } from '../ports.ts';
import type { StatesState } from '../state.ts';
import { refuse } from './testable.ts';

const invalid = (message: string) => refuse(`Mock result schema validation error: ${message}`);

const KINDS: Readonly<Record<string, readonly [name: string, test: (value: Json) => boolean]>> = {
  string: ['a string', (value) => typeof value === 'string'],
  blob: ['a string', (value) => typeof value === 'string'],
  timestamp: ['a string', (value) => typeof value === 'string'],
  character: ['a string', (value) => typeof value === 'string'],
  integer: ['a number', (value) => typeof value === 'number'],
  long: ['a number', (value) => typeof value === 'number'],
  float: ['a number', (value) => typeof value === 'number'],
  double: ['a number', (value) => typeof value === 'number'],
  boolean: ['a boolean', (value) => typeof value === 'boolean'],
  list: ['an array', isJsonArray],
  map: ['an object', isJsonObject],
  structure: ['an object', isJsonObject],
};

const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

interface Check {
  readonly model: ApiModel;
  readonly strict: boolean;
}

/** What an optimised integration makes of a member is not what the API's model says. */
const ANYTHING = new Set(['Payload']);

function checkMembers(check: Check, shape: ApiShape, value: Json): void {
  if (!isJsonObject(value)) return;
  for (const [name, ref] of Object.entries(shape.members ?? {})) {
    const key = upperFirst(name);
    const member = value[key];
    if (member === undefined && check.strict && shape.required?.includes(name))
      throw invalid(`Required field '${key}' is missing`);
    if (member !== undefined && !ANYTHING.has(key)) checkValue(check, ref, member, key);
  }
}

function checkValue(check: Check, ref: { readonly shape: string } | undefined, value: Json, field: string): void {
  const shape = ref && check.model.shapes[ref.shape];
  if (!shape) return;
  const kind = KINDS[shape.type];
  if (kind && !kind[1](value)) throw invalid(`Field '${field}' must be ${kind[0]}`);
  if (typeof value === 'number') {
    if (shape.min !== undefined && value < shape.min) throw invalid(`Field '${field}' is less than the minimum value`);
    if (shape.max !== undefined && value > shape.max) throw invalid(`Field '${field}' exceeds the maximum value`);
  }
  if (shape.enum && typeof value === 'string' && !shape.enum.includes(value))
    throw invalid(`Field '${field}' is not an expected value`);
  if (isJsonArray(value)) for (const item of value) checkValue(check, shape.member, item, field);
  else if (shape.type === 'map' && isJsonObject(value))
    for (const [key, item] of Object.entries(value)) checkValue(check, shape.value, item, key);
  else checkMembers(check, shape, value);
}

function checkShape(state: State, result: Json): void {
  if (state.type === 'Parallel') {
    if (!isJsonArray(result)) throw refuse('Mocked result must be an array.');
    if (result.length !== state.branches.length)
      throw refuse('Mocked result must contain the same number of items as number of Parallel branches.');
  }
  if (state.type !== 'Map') return;
  if (state.resultWriter && !isJsonObject(result)) throw refuse('Mocked result must be a JSON object.');
  if (!state.resultWriter && !isJsonArray(result)) throw refuse('Mocked result must be an array.');
}

/**
 * The result of a mock, checked against what the state can come to.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html
 * @throws AwsError `ValidationException`
 */
export function mockedResult(
  service: StatesState,
  state: State,
  { result = 'null', fieldValidationMode }: MockInput,
): Json {
  let value: Json;
  try {
    value = JSON.parse(result) as Json;
  } catch {
    throw refuse('Mocked result must be a valid JSON.');
  }
  checkShape(state, value);
  const api = state.type === 'Task' && fieldValidationMode !== 'NONE' ? apiOfResource(state.resource) : undefined;
  if (api) {
    const model = service.modelOf(api.service);
    const output = model.operations[api.operation]?.output;
    if (output) checkValue({ model, strict: fieldValidationMode !== 'PRESENT' }, output, value, 'result');
  }
  return value;
}
