import { errors, machine, ofState, SCHEMA, TASK } from './support.ts';

const UNRECOGNISED = (arn: string): string =>
  `The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at ~/Resource`;

describe('Task states that are refused', () => {
  it.each<[string, object, string[]]>([
    ['Task without Resource', { Type: 'Task', End: true }, ['These fields are required: [Resource] at ~']],
    ['Task with a name', { ...TASK, Resource: 'createToken' }, ['Value is not a valid resource ARN at ~/Resource']],
    [
      'Task with an unknown action',
      { ...TASK, Resource: 'arn:aws:states:::lambda:invok' },
      [UNRECOGNISED('arn:aws:states:::lambda:invok')],
    ],
    [
      'Task with an unknown pattern',
      { ...TASK, Resource: 'arn:aws:states:::lambda:invoke.sync' },
      [UNRECOGNISED('arn:aws:states:::lambda:invoke.sync')],
    ],
    [
      'Task with an SDK job',
      { ...TASK, Resource: 'arn:aws:states:::aws-sdk:s3:getObject.sync' },
      [UNRECOGNISED('arn:aws:states:::aws-sdk:s3:getObject.sync')],
    ],
    ['Task with another ARN', { ...TASK, Resource: 'arn:aws:s3:::bucket' }, [UNRECOGNISED('arn:aws:s3:::bucket')]],
    [
      'an integration without what it needs',
      { ...TASK, Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: { 'QueueUrl.$': '$.q' } },
      ["The field 'MessageBody' is required but was missing at ~/Parameters"],
    ],
    [
      'an integration with more than it takes',
      { ...TASK, Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', Body: 1 } },
      ["The field 'Body' is not supported by Step Functions at ~/Parameters"],
    ],
    [
      'the same in JSONata',
      { ...TASK, QueryLanguage: 'JSONata', Resource: 'arn:aws:states:::events:putEvents', Arguments: { entries: [] } },
      [
        "The field 'Entries' is required but was missing at ~/Arguments",
        "The field 'entries' is not supported by Step Functions at ~/Arguments",
      ],
    ],
    [
      'two timeouts',
      { ...TASK, TimeoutSeconds: 5, TimeoutSecondsPath: '$.t' },
      ['There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at ~'],
    ],
    ['no time', { ...TASK, TimeoutSeconds: 0 }, ['Minimum value is 1 at ~/TimeoutSeconds']],
    [
      'a heartbeat as long as the timeout',
      { ...TASK, TimeoutSeconds: 5, HeartbeatSeconds: 5 },
      ['HeartbeatSeconds must be smaller than TimeoutSeconds at ~/HeartbeatSeconds'],
    ],
    ['empty credentials', { ...TASK, Credentials: {} }, ['These fields are required: [RoleArn] at ~/Credentials']],
    [
      'other credentials',
      { ...TASK, Credentials: { RoleArn: 'a', User: 'b' } },
      ["Field 'User' is not supported at ~/Credentials"],
    ],
  ])('%s', (_name, state, expected) => {
    expect(ofState(state)).toEqual(expected);
  });

  it.each([
    [
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      "Express state machine does not support '.waitForTaskToken' service integration",
    ],
    [
      'arn:aws:states:::states:startExecution.sync:2',
      "Express state machine does not support '.sync:2' service integration",
    ],
    [
      'arn:aws:states:us-east-1:123456789012:activity:A',
      "Express state machine does not support Activity ARN 'arn:aws:states:us-east-1:123456789012:activity:A'",
    ],
  ])('an EXPRESS machine has no %s', (Resource, message) => {
    const definition = machine({ T: { ...TASK, Resource } });
    expect(errors(definition, 'EXPRESS')).toEqual([`${SCHEMA}: ${message} at /States/T/Resource`]);
    expect(errors(definition, 'STANDARD')).toEqual([]);
  });
});
