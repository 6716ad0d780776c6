import {
  ListTargetsByRuleCommand as List,
  PutTargetsCommand as Put,
  PutRuleCommand,
  RemoveTargetsCommand as Remove,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, type Refusal } from '../../../../../support/refusals.ts';
import { makeRole } from '../../../../../support/roles.ts';

let emulator: TestEmulator;
let world: EventsWorld;
beforeAll(async () => {
  emulator = await testEmulator();
  world = eventsWorld(emulator);
  await world.events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["a"]}' }));
});
afterAll(() => emulator.stop());

const send = (command: never) => world.events.send(command);

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const LOGS = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
const STATES = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const ROLE = 'arn:aws:iam::000000000000:role/r';
const long = (length: number) => 'a'.repeat(length);
const put = (target: Partial<Target>) =>
  new Put({ Rule: 'r', Targets: [{ Id: 't', Arn: QUEUE, ...target } as Target] });
const transform = (InputTemplate: string, InputPathsMap?: Record<string, string>, Arn = QUEUE) =>
  put({ Arn, InputTransformer: { InputTemplate, ...(InputPathsMap ? { InputPathsMap } : {}) } });

const refusals: Refusal[] = [
  ['no rule', new Put({ Targets: [{ Id: 't', Arn: QUEUE }] } as never), V],
  [
    'an unknown rule',
    new Put({ Rule: 'none', Targets: [{ Id: 't', Arn: QUEUE }] }),
    N,
    'Rule none does not exist on EventBus default.',
  ],
  ['an unknown bus', new Put({ Rule: 'r', EventBusName: 'none', Targets: [{ Id: 't', Arn: QUEUE }] }), N],
  ['no targets', new Put({ Rule: 'r', Targets: [] }), V],
  [
    'eleven targets',
    new Put({ Rule: 'r', Targets: Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, Arn: QUEUE })) }),
    V,
  ],
  [
    'six targets on a rule',
    new Put({ Rule: 'r', Targets: Array.from({ length: 6 }, (_, i) => ({ Id: `${i}`, Arn: QUEUE })) }),
    'LimitExceededException',
  ],
  [
    'an id twice',
    new Put({
      Rule: 'r',
      Targets: [
        { Id: 't', Arn: QUEUE },
        { Id: 't', Arn: QUEUE },
      ],
    }),
    V,
  ],
  ['no id', put({ Id: undefined as never }), V],
  ['an empty id', put({ Id: '' }), V],
  ['a long id', put({ Id: long(65) }), V],
  ['an id with a space', put({ Id: 'a b' }), V],
  ['no ARN', put({ Arn: undefined as never }), V],
  [
    'an ARN that is none',
    put({ Arn: 'nonsense' }),
    V,
    'Parameter nonsense is not valid. Reason: Provided Arn is not in correct format.',
  ],
  ['a long ARN', put({ Arn: long(1601) }), V],
  ['an ARN of a bucket', put({ Arn: 'arn:aws:s3:::b' }), V],
  ['an ARN of a table', put({ Arn: 'arn:aws:dynamodb:us-east-1:000000000000:table/t' }), V],
  ['an ARN of a rule', put({ Arn: 'arn:aws:events:us-east-1:000000000000:rule/r' }), V],
  ['an ARN of no function', put({ Arn: 'arn:aws:lambda:us-east-1:000000000000:layer:l' }), V],
  ['an ARN of an execution', put({ Arn: STATES.replace('stateMachine', 'execution'), RoleArn: ROLE }), V],
  ['a queue in another region', put({ Arn: QUEUE.replace('us-east-1', 'eu-west-1') }), V],
  ['a function in another region', put({ Arn: 'arn:aws:lambda:eu-west-1:000000000000:function:f' }), V],
  ['a state machine without a role', put({ Arn: STATES }), V, `RoleArn is required for target ${STATES}.`],
  ['a stream without a role', put({ Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' }), V],
  ['an API destination without a role', put({ Arn: 'arn:aws:events:us-east-1:000000000000:api-destination/d/1' }), V],
  ['a bus of another account without a role', put({ Arn: BUS.replace('000000000000', '111111111111') }), V],
  ['a bus of another region without a role', put({ Arn: BUS.replace('us-east-1', 'eu-west-1') }), V],
  ['a role that is none', put({ RoleArn: 'arn:aws:iam::000000000000:user/u' }), V],
  ['an empty role', put({ RoleArn: '' }), V],
  [
    'a role that is not there',
    put({ RoleArn: ROLE }),
    V,
    `Provided role '${ROLE}' cannot be assumed by principal 'events.amazonaws.com'.`,
  ],
  [
    'a role that trusts others',
    async () => put({ RoleArn: await makeRole(emulator, 'lambdas', { Service: 'lambda.amazonaws.com' }) }),
    V,
    "Provided role 'arn:aws:iam::000000000000:role/lambdas' cannot be assumed by principal 'events.amazonaws.com'.",
  ],
  [
    'a role of another account',
    put({ RoleArn: 'arn:aws:iam::111111111111:role/r' }),
    'AccessDeniedException',
    'Cross-account pass role is not allowed.',
  ],
  [
    'a FIFO queue without a group',
    put({ Arn: `${QUEUE}.fifo` }),
    V,
    'Parameter(s) SqsParameters must be specified for target: t.',
  ],
  [
    'a FIFO queue with half a group',
    put({ Arn: `${QUEUE}.fifo`, SqsParameters: {} }),
    V,
    'Parameter(s) MessageGroupId must be specified for target: t.',
  ],
  ['a group for a log group', put({ Arn: LOGS, SqsParameters: { MessageGroupId: 'g' } }), V],
  ['HTTP parameters for a queue', put({ HttpParameters: { PathParameterValues: ['x'] } }), V],
  ['Kinesis parameters for a queue', put({ KinesisParameters: { PartitionKeyPath: '$.id' } }), V],
  ['ECS parameters for a queue', put({ EcsParameters: { TaskDefinitionArn: 'x' } }), V],
  ['ECS without parameters', put({ Arn: 'arn:aws:ecs:us-east-1:000000000000:cluster/c', RoleArn: ROLE }), V],
  ['Batch without parameters', put({ Arn: 'arn:aws:batch:us-east-1:000000000000:job-queue/q', RoleArn: ROLE }), V],
  [
    'no tasks',
    put({
      Arn: 'arn:aws:ecs:us-east-1:000000000000:cluster/c',
      RoleArn: ROLE,
      EcsParameters: { TaskDefinitionArn: 'x', TaskCount: 0 },
    }),
    V,
  ],
  ['retries below none', put({ RetryPolicy: { MaximumRetryAttempts: -1 } }), V],
  ['186 retries', put({ RetryPolicy: { MaximumRetryAttempts: 186 } }), V, /185/],
  ['an age under a minute', put({ RetryPolicy: { MaximumEventAgeInSeconds: 59 } }), V, /60/],
  ['an age over a day', put({ RetryPolicy: { MaximumEventAgeInSeconds: 86_401 } }), V, /86400/],
  ['a FIFO dead-letter queue', put({ DeadLetterConfig: { Arn: `${QUEUE}.fifo` } }), V],
  ['a dead-letter topic', put({ DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:000000000000:t' } }), V],
  ['a dead-letter queue elsewhere', put({ DeadLetterConfig: { Arn: QUEUE.replace('us-east-1', 'eu-west-1') } }), V],
  ['a dead-letter ARN that is none', put({ DeadLetterConfig: { Arn: 'nonsense' } }), V],
  [
    'input and path',
    put({ Input: '{}', InputPath: '$' }),
    V,
    'Only one of Input, InputPath, or InputTransformer must be provided for target t.',
  ],
  ['input and transformer', put({ Input: '{}', InputTransformer: { InputTemplate: '"x"' } }), V],
  ['path and transformer', put({ InputPath: '$', InputTransformer: { InputTemplate: '"x"' } }), V],
  ['input that is no JSON', put({ Input: 'nonsense' }), V, /^JSON syntax error in input for target t/],
  ['input that is too long', put({ Input: JSON.stringify(long(8192)) }), V, /8192/],
  ['a path that is none', put({ InputPath: 'detail' }), V, 'Invalid InputPath for target t.'],
  ['a path that ends early', put({ InputPath: '$.detail.' }), V],
  ['a path with a filter', put({ InputPath: '$.detail[?(@.a)]' }), V],
  ['a path that is too long', put({ InputPath: `$.${long(256)}` }), V],
  ['input for a bus', put({ Arn: BUS, Input: '{}' }), V],
  ['an empty template', transform(''), V],
  ['a template that is too long', transform(JSON.stringify(long(8192))), V],
  ['a template that is no JSON', transform('nonsense'), V, /^Invalid InputTemplate for target t/],
  ['a placeholder without a path', transform('"<a>"'), V, 'InputTemplate for target t contains invalid placeholder a.'],
  ['an unknown reserved variable', transform('"<aws.events.nonsense>"'), V],
  ['the whole event within quotes', transform('"<aws.events.event.json>"'), V],
  ['a variable of AWS’s', transform('"<AWSx>"', { AWSx: '$.id' }), V],
  ['a path that is none in a map', transform('"<a>"', { a: 'id' }), V],
  ['101 paths', transform('"x"', Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`k${i}`, '$.id']))), V],
  ['a long name of a path', transform('"x"', { [long(257)]: '$.id' }), V],
  ['a log template without a timestamp', transform('{"message":"x"}', undefined, LOGS), V],
  ['a log template with more', transform('{"timestamp":1,"message":"x","more":1}', undefined, LOGS), V],
  ['a log template that is a text', transform('"x"', undefined, LOGS), V],
  ['remove: an unknown rule', new Remove({ Rule: 'none', Ids: ['t'] }), N],
  ['remove: no ids', new Remove({ Rule: 'r', Ids: [] }), V],
  ['remove: 101 ids', new Remove({ Rule: 'r', Ids: Array.from({ length: 101 }, (_, i) => `${i}`) }), V],
  ['remove: a bad id', new Remove({ Rule: 'r', Ids: ['a b'] }), V],
  ['remove: an unknown bus', new Remove({ Rule: 'r', EventBusName: 'none', Ids: ['t'] }), N],
  ['list: an unknown rule', new List({ Rule: 'none' }), N],
  ['list: an unknown bus', new List({ Rule: 'r', EventBusName: 'none' }), N],
  ['list: a limit of 101', new List({ Rule: 'r', Limit: 101 }), V],
  ['list: a bad token', new List({ Rule: 'r', NextToken: '%' }), V],
];

itRefuses(send, refusals);

it('removing a target that is not there fails for that one alone', async () => {
  await world.events.send(put({}));
  const { FailedEntries } = await world.events.send(new Remove({ Rule: 'r', Ids: ['t', 'none'] }));
  expect(FailedEntries).toMatchObject([{ TargetId: 'none', ErrorCode: 'ResourceNotFoundException' }]);
});
