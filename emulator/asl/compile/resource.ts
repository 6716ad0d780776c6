import type { ObjectReader } from './read.ts';

const LAMBDA = /^arn:aws[a-z-]*:lambda:[^:\s]+:[^:\s]+:function:[A-Za-z0-9_-]+(:(\$LATEST|[A-Za-z0-9_-]+))?$/;
const ACTIVITY = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:activity:[^\s]+$/;
const SERVICE = /^arn:aws[a-z-]*:states:[a-z0-9-]*:\d*:(?:aws-sdk:)?([a-z0-9-]+):([A-Za-z0-9]+)(\.[A-Za-z]+(?::\d)?)?$/;
const PATTERNS: ReadonlySet<string> = new Set(['.sync', '.sync:2', '.waitForTaskToken']);

/** The actions of the optimized integrations that Step Functions has for the services of this emulator. */
const OPTIMIZED: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  events: ['putEvents'],
  http: ['invoke'],
  lambda: ['invoke'],
  sns: ['publish'],
  sqs: ['sendMessage'],
  states: ['startExecution'],
};
/** Which patterns an optimized integration has besides request and response. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  events: ['.waitForTaskToken'],
  lambda: ['.waitForTaskToken'],
  sns: ['.waitForTaskToken'],
  sqs: ['.waitForTaskToken'],
  states: ['.sync', '.sync:2', '.waitForTaskToken'],
};

/** Whether a Task's Resource names a function, an activity or a service integration, and one of its type. */
export function checkResource(reader: ObjectReader, resource: string, type: 'STANDARD' | 'EXPRESS'): void {
  if (LAMBDA.test(resource)) return;
  if (ACTIVITY.test(resource)) {
    if (type === 'EXPRESS')
      reader.fail('Resource', `Express state machine does not support Activity ARN '${resource}'`);
    return;
  }
  const [, service = '', action = '', pattern] = SERVICE.exec(resource) ?? [];
  if (service === '') {
    reader.fail(
      'Resource',
      resource.startsWith('arn:') ? notRecognized(resource) : 'Value is not a valid resource ARN',
    );
  } else if (pattern !== undefined && !isPattern(resource, service, pattern)) {
    reader.fail('Resource', notRecognized(resource));
  } else if (isUnknownAction(resource, service, action)) {
    reader.fail('Resource', notRecognized(resource));
  } else if (pattern !== undefined && type === 'EXPRESS') {
    reader.fail('Resource', `Express state machine does not support '${pattern}' service integration`);
  }
}

const isSdk = (resource: string): boolean => resource.includes(':aws-sdk:');

function isPattern(resource: string, service: string, pattern: string): boolean {
  if (!PATTERNS.has(pattern)) return false;
  if (isSdk(resource)) return pattern === '.waitForTaskToken';
  return OPTIMIZED[service] === undefined || (ALLOWED[service]?.includes(pattern) ?? false);
}

const isUnknownAction = (resource: string, service: string, action: string): boolean =>
  !isSdk(resource) && OPTIMIZED[service] !== undefined && !OPTIMIZED[service].includes(action);

const notRecognized = (resource: string): string =>
  `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`;
