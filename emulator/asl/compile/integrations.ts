/** What an optimized integration takes, and in which patterns besides request and response it exists. */
export interface Integration {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly patterns?: readonly string[];
}

const TOKEN = ['.waitForTaskToken'];
const KEYED = ['TableName', 'Key'];
const CONDITION = ['ConditionExpression', 'ExpressionAttributeNames', 'ExpressionAttributeValues'];
const LEGACY = ['ConditionalOperator', 'Expected'];
const RETURNED = ['ReturnConsumedCapacity', 'ReturnItemCollectionMetrics', 'ReturnValues'];
const FAILED_VALUES = 'ReturnValuesOnConditionCheckFailure';

/**
 * The optimized integrations of the services that the emulator has, as `service:action`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
export const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  'dynamodb:deleteItem': { required: KEYED, optional: [...CONDITION, ...LEGACY, ...RETURNED, FAILED_VALUES] },
  'dynamodb:getItem': {
    required: KEYED,
    optional: [
      'AttributesToGet',
      'ConsistentRead',
      'ExpressionAttributeNames',
      'ProjectionExpression',
      'ReturnConsumedCapacity',
    ],
  },
  'dynamodb:putItem': {
    required: ['TableName', 'Item'],
    optional: [...CONDITION, ...LEGACY, ...RETURNED, FAILED_VALUES],
  },
  'dynamodb:updateItem': {
    required: KEYED,
    optional: ['AttributeUpdates', 'UpdateExpression', ...CONDITION, ...LEGACY, ...RETURNED, FAILED_VALUES],
  },
  'events:putEvents': { required: ['Entries'], optional: ['EndpointId'], patterns: TOKEN },
  'http:invoke': {
    required: ['ApiEndpoint', 'Method'],
    optional: ['Authentication', 'Headers', 'InvocationConfig', 'QueryParameters', 'RequestBody', 'Transform'],
  },
  'lambda:invoke': {
    required: ['FunctionName'],
    optional: ['ClientContext', 'InvocationType', 'LogType', 'Payload', 'Qualifier'],
    patterns: TOKEN,
  },
  'sns:publish': {
    required: ['Message'],
    optional: [
      'MessageAttributes',
      'MessageDeduplicationId',
      'MessageGroupId',
      'MessageStructure',
      'PhoneNumber',
      'Subject',
      'TargetArn',
      'TopicArn',
    ],
    patterns: TOKEN,
  },
  'sqs:sendMessage': {
    required: ['QueueUrl', 'MessageBody'],
    optional: [
      'DelaySeconds',
      'MessageAttributes',
      'MessageDeduplicationId',
      'MessageGroupId',
      'MessageSystemAttributes',
    ],
    patterns: TOKEN,
  },
  'states:startExecution': {
    required: ['StateMachineArn'],
    optional: ['Input', 'Name', 'TraceHeader'],
    patterns: ['.sync', '.sync:2', ...TOKEN],
  },
};

const SERVICES: ReadonlySet<string> = new Set(Object.keys(INTEGRATIONS).map((name) => name.split(':')[0] ?? ''));

/** Whether all optimized integrations of the service are known here, so that an unknown action is refused. */
export const isKnownService = (service: string): boolean => SERVICES.has(service);
