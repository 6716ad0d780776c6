import type { TaskState } from '../../definition.ts';
import { MAX_SECONDS } from '../../limits.ts';
import { StatesError } from '../../states-error.ts';
import type { StateSource } from '../context.ts';
import { compileAssign, compileFlow, given, jsonataOnly, jsonPathOnly, statesFields, WORK } from '../flow.ts';
import { type NumberRule, numberField } from '../number-field.ts';
import { onward } from '../onward.ts';
import type { FieldRules, ObjectReader } from '../read.ts';
import { compileRecovery } from '../recovery.ts';
import { checkResource } from '../resource.ts';
import { jsonataField, templateField } from '../values.ts';

const FIELDS: FieldRules = {
  ...WORK,
  Resource: { required: true },
  TimeoutSeconds: {},
  HeartbeatSeconds: {},
  Credentials: {},
  ...jsonPathOnly('Parameters', 'TimeoutSecondsPath', 'HeartbeatSecondsPath'),
  ...jsonataOnly('Arguments'),
};

export function compileTask({ name, reader, context }: StateSource): TaskState {
  reader.checkFields(FIELDS);
  const resource = reader.text('Resource') ?? '';
  if (resource !== '' || reader.has('Resource')) checkResource(reader, resource, context.type);
  checkTimeouts(reader);
  const { location } = reader;
  return {
    type: 'Task',
    name,
    flow: compileFlow(reader, true),
    ...compileAssign(reader, location, statesFields(true)),
    resource,
    ...given('timeoutSeconds', numberField(reader, 'TimeoutSeconds', location, seconds('TimeoutSeconds'))),
    ...given('heartbeatSeconds', numberField(reader, 'HeartbeatSeconds', location, seconds('HeartbeatSeconds'))),
    ...given('credentials', credentials(reader)),
    ...compileRecovery(reader),
    next: onward(reader),
  };
}

const seconds = (field: string): NumberRule => ({
  least: 1,
  most: MAX_SECONDS,
  check(value) {
    if (value >= 1 && value <= MAX_SECONDS) return value;
    throw new StatesError('States.Runtime', `${field} must be between 1 and ${MAX_SECONDS}, but was ${value}.`);
  },
});

function checkTimeouts(reader: ObjectReader): void {
  const timeout = reader.get('TimeoutSeconds');
  const heartbeat = reader.get('HeartbeatSeconds');
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
    reader.fail('HeartbeatSeconds', 'HeartbeatSeconds must be smaller than TimeoutSeconds');
  }
}

/** `{ RoleArn }` of a role that the task is called with. */
function credentials(reader: ObjectReader) {
  const inner = reader.reader('Credentials');
  if (inner === undefined) return undefined;
  const dynamic = reader.language === 'JSONPath' ? ['RoleArn', 'RoleArn.$'] : ['RoleArn'];
  inner.checkFields(Object.fromEntries(dynamic.map((name) => [name, {}])));
  if (!dynamic.some((name) => inner.has(name))) {
    inner.findings.schema('These fields are required: [RoleArn]', inner.location);
  }
  return reader.language === 'JSONata'
    ? jsonataField(reader, 'Credentials', reader.location, ['input', 'context'])
    : templateField(reader, 'Credentials');
}
