import { isJsonObject } from '../json.ts';
import { INTEGRATIONS, isKnownService } from './integrations.ts';
import type { ObjectReader } from './read.ts';

const LAMBDA = /^arn:aws[a-z-]*:lambda:[^:\s]+:[^:\s]+:function:[A-Za-z0-9_-]+(:(\$LATEST|[A-Za-z0-9_-]+))?$/;
const ACTIVITY = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:activity:[^\s]+$/;
const SERVICE = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:(aws-sdk:)?([a-z0-9-]+):([A-Za-z0-9]+)(\.[A-Za-z]+(?::\d)?)?$/;
const PATTERNS: ReadonlySet<string> = new Set(['.sync', '.sync:2', '.waitForTaskToken']);

/**
 * Whether a Task's Resource names a function, an activity or a service integration, and one that a machine of
 * this type can have; and whether an optimized integration is given what it takes.
 */
export function checkResource(reader: ObjectReader, resource: string, type: 'STANDARD' | 'EXPRESS'): void {
  if (LAMBDA.test(resource)) return;
  if (ACTIVITY.test(resource)) {
    if (type === 'EXPRESS')
      reader.fail('Resource', `Express state machine does not support Activity ARN '${resource}'`);
    return;
  }
  const [matched, sdk, service = '', action = '', pattern] = SERVICE.exec(resource) ?? [];
  if (matched === undefined) {
    reader.fail(
      'Resource',
      resource.startsWith('arn:') ? notRecognized(resource) : 'Value is not a valid resource ARN',
    );
    return;
  }
  const integration = sdk === undefined ? INTEGRATIONS[`${service}:${action}`] : undefined;
  const unknown = sdk === undefined && integration === undefined && isKnownService(service);
  const patterns =
    sdk === undefined ? (integration ? (integration.patterns ?? []) : [...PATTERNS]) : ['.waitForTaskToken'];
  if (unknown || (pattern !== undefined && !patterns.includes(pattern))) {
    reader.fail('Resource', notRecognized(resource));
  } else if (pattern !== undefined && type === 'EXPRESS') {
    reader.fail('Resource', `Express state machine does not support '${pattern}' service integration`);
  }
  if (integration !== undefined) checkParameters(reader, integration.required, integration.optional);
}

/** Parameters or Arguments that are written out have what the integration needs, and nothing it does not know. */
function checkParameters(reader: ObjectReader, required: readonly string[], optional: readonly string[]): void {
  const jsonata = reader.language === 'JSONata';
  const field = jsonata ? 'Arguments' : 'Parameters';
  const given = reader.get(field);
  if (!isJsonObject(given)) return;
  const names = Object.keys(given).map((key) => (!jsonata && key.endsWith('.$') ? key.slice(0, -2) : key));
  for (const name of required) {
    if (!names.includes(name)) reader.fail(field, `The field '${name}' is required but was missing`);
  }
  for (const name of names) {
    if (!required.includes(name) && !optional.includes(name)) {
      reader.fail(field, `The field '${name}' is not supported by Step Functions`);
    }
  }
}

/** AWS's words for resources that it does not have. */
export const notRecognized = (resource: string): string =>
  `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
