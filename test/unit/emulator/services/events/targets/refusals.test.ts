import {
  type BatchParameters,
  type EcsParameters,
  ListTargetsByRuleCommand as List,
  PutTargetsCommand as Put,
  PutRuleCommand,
  type RedshiftDataParameters,
  RemoveTargetsCommand as Remove,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';
import { makeRole } from '../../../../../support/roles.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  await world.events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["a"]}' }));
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const LOGS = 'arn:aws:logs:us-east-1:000000000000:log-group:g';
const STATES = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const STREAM = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
const CLUSTER = 'arn:aws:ecs:us-east-1:000000000000:cluster/c';
const TASK = 'arn:aws:ecs:us-east-1:000000000000:task-definition/t:1';
const JOBS = 'arn:aws:batch:us-east-1:000000000000:job-queue/q';
const ROLE = 'arn:aws:iam::000000000000:role/r';
const put = (target: Partial<Target>) =>
  new Put({ Rule: 'r', Targets: [{ Id: 't', Arn: QUEUE, ...target } as Target] });
const transform = (InputTemplate: string, InputPathsMap?: Record<string, string>, Arn = QUEUE) =>
  put({ Arn, InputTransformer: { InputTemplate, ...(InputPathsMap ? { InputPathsMap } : {}) } });

const ONLY_JSON = 'InputTemplate for target t contains placeholder aws.events.event.json valid only for JSON template.';
const ecs = (parameters: Partial<EcsParameters>) =>
  put({ Arn: CLUSTER, RoleArn: ROLE, EcsParameters: { TaskDefinitionArn: TASK, ...parameters } });
const batch = (parameters: Partial<BatchParameters>) =>
  put({ Arn: JOBS, RoleArn: ROLE, BatchParameters: { JobDefinition: 'd', JobName: 'j', ...parameters } });
const redshift = (parameters: Partial<RedshiftDataParameters>) =>
  put({
    Arn: 'arn:aws:redshift:us-east-1:000000000000:cluster:c',
    RoleArn: ROLE,
    RedshiftDataParameters: { Database: 'd', ...parameters },
  });

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
    "Parameter targets is not valid. Reason: More than one target with Id 't' is provided.",
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
  [
    'a stream without a role',
    put({ Arn: STREAM }),
    V,
    `Rule r does not have RoleArn assigned to invoke target ${STREAM}.`,
  ],
  ['an API destination without a role', put({ Arn: 'arn:aws:events:us-east-1:000000000000:api-destination/d/1' }), V],
  ['a bus without a role', put({ Arn: BUS }), V, `RoleArn is required for target ${BUS}.`],
  ['a bus of another account without a role', put({ Arn: BUS.replace('000000000000', '111111111111') }), V],
  ['a bus of another region without a role', put({ Arn: BUS.replace('us-east-1', 'eu-west-1') }), V],
  [
    'a queue of another account without a role',
    put({ Arn: QUEUE.replace('000000000000', '111111111111') }),
    V,
    /^RoleArn is required/,
  ],
  [
    'a function of another account without a role',
    put({ Arn: 'arn:aws:lambda:us-east-1:111111111111:function:f' }),
    V,
    /^RoleArn is required/,
  ],
  [
    'a state machine of another account',
    put({ Arn: STATES.replace('000000000000', '111111111111'), RoleArn: ROLE }),
    'AccessDeniedException',
    `Access to the resource ${STATES.replace('000000000000', '111111111111')} is denied. Reason: Adding cross-account target is not permitted.`,
  ],
  [
    'a log group of another account',
    put({ Arn: LOGS.replace('000000000000', '111111111111') }),
    'AccessDeniedException',
  ],
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
    async () => put({ RoleArn: await makeRole(world.emulator, 'lambdas', { Service: 'lambda.amazonaws.com' }) }),
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
  [
    'HTTP parameters for a queue',
    put({ HttpParameters: { PathParameterValues: ['x'] } }),
    V,
    'Parameter(s) HttpParameters not supported for target: t.',
  ],
  ['Kinesis parameters for a queue', put({ KinesisParameters: { PartitionKeyPath: '$.id' } }), V],
  ['Batch parameters for a queue', put({ BatchParameters: { JobDefinition: 'd', JobName: 'j' } }), V],
  ['ECS parameters for a queue', put({ EcsParameters: { TaskDefinitionArn: 'x' } }), V],
  [
    'ECS without parameters',
    put({ Arn: CLUSTER, RoleArn: ROLE }),
    V,
    'Parameter(s) EcsParameters must be specified for target: t.',
  ],
  ['no tasks', ecs({ TaskCount: 0 }), V],
  ['eleven tasks', ecs({ TaskCount: 11 }), V, 'Parameter(s) TaskCount not valid for target: t.'],
  [
    'a task of another region',
    ecs({ TaskDefinitionArn: TASK.replace('us-east-1', 'us-west-2') }),
    V,
    `Region of ${CLUSTER} does not match region of ${TASK.replace('us-east-1', 'us-west-2')}.`,
  ],
  [
    'Fargate without a network',
    ecs({ LaunchType: 'FARGATE' }),
    V,
    'Parameter NetworkConfiguration must be specified for target t when launch type is FARGATE.',
  ],
  [
    'a platform for EC2',
    ecs({ LaunchType: 'EC2', PlatformVersion: '1.4.0' }),
    V,
    'Parameter PlatformVersion for target t is not supported when launch type is EC2.',
  ],
  [
    'a public address for EC2',
    ecs({
      LaunchType: 'EC2',
      NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['s'], AssignPublicIp: 'ENABLED' } },
    }),
    V,
    'Parameter AssignPublicIp for target t is not supported when launch type is EC2.',
  ],
  [
    '17 subnets',
    ecs({ NetworkConfiguration: { awsvpcConfiguration: { Subnets: Array.from({ length: 17 }, (_, i) => `s${i}`) } } }),
    V,
    'Parameter Subnets is not valid. Reason: size must be in between 1 and 16.',
  ],
  [
    'six security groups',
    ecs({
      NetworkConfiguration: {
        awsvpcConfiguration: { Subnets: ['s'], SecurityGroups: Array.from({ length: 6 }, (_, i) => `g${i}`) },
      },
    }),
    V,
    'Parameter SecurityGroups is not valid. Reason: size must be in between 0 and 5.',
  ],
  [
    'Batch without parameters',
    put({ Arn: JOBS, RoleArn: ROLE }),
    V,
    'Parameter(s) BatchParameters must be specified for target: t.',
  ],
  [
    'an array of one job',
    batch({ ArrayProperties: { Size: 1 } }),
    V,
    'Parameter ArrayProperties is not valid. Reason: Size must be in between 2 and 10000.',
  ],
  [
    'eleven attempts of a job',
    batch({ RetryStrategy: { Attempts: 11 } }),
    V,
    'Parameter RetryStrategy is not valid. Reason: Attempts must be in between 1 and 10.',
  ],
  [
    'Redshift with both kinds of statement',
    redshift({ Sql: 'x', Sqls: ['x'] }),
    V,
    /^Either RedshiftDataParameters\.sql /,
  ],
  [
    'Redshift with both ways to sign in',
    redshift({ DbUser: 'u', SecretManagerArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:s' }),
    V,
    /^Either RedshiftDataParameters\.dBUser /,
  ],
  ['retries below none', put({ RetryPolicy: { MaximumRetryAttempts: -1 } }), V],
  ['186 retries', put({ RetryPolicy: { MaximumRetryAttempts: 186 } }), V, /185/],
  [
    'retries of a bus',
    put({ Arn: BUS, RoleArn: ROLE, RetryPolicy: { MaximumRetryAttempts: 185 } }),
    V,
    'Retry policy is not supported for Event bus targets.',
  ],
  ['an age under a minute', put({ RetryPolicy: { MaximumEventAgeInSeconds: 59 } }), V, /60/],
  ['an age over a day', put({ RetryPolicy: { MaximumEventAgeInSeconds: 86_401 } }), V, /86400/],
  [
    'a FIFO dead-letter queue',
    put({ DeadLetterConfig: { Arn: `${QUEUE}.fifo` } }),
    V,
    'SQS FIFO is not supported by Dead Letter Queues.',
  ],
  [
    'a dead-letter topic',
    put({ DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:000000000000:t' } }),
    V,
    'sns is not supported as a dead letter resource.',
  ],
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
  [
    'input that is no JSON',
    put({ Input: 'nonsense' }),
    V,
    'JSON syntax error in input for target t: [Source: (String)"nonsense"; line: 1, column: 1]',
  ],
  ['input that is too long', put({ Input: JSON.stringify(long(8192)) }), V, /8192/],
  ['a path that is none', put({ InputPath: 'detail' }), V, 'InputPath for target t is invalid.'],
  ['a path that ends early', put({ InputPath: '$.detail.' }), V],
  ['a path with a name in brackets', put({ InputPath: "$.detail['a']" }), V, 'InputPath for target t is invalid.'],
  ['a path with a filter', put({ InputPath: '$.detail[?(@.a)]' }), V],
  ['a path that is too long', put({ InputPath: `$.${long(256)}` }), V],
  ['input for a bus', put({ Arn: BUS, RoleArn: ROLE, Input: '{}' }), V],
  ['an empty template', transform(''), V],
  ['a template that is too long', transform(JSON.stringify(long(8192))), V],
  [
    'a template that is no JSON',
    transform('Order <a>', { a: '$.id' }),
    V,
    'Invalid InputTemplate for target t : [Source: (String)"Order null"; line: 1, column: 1].',
  ],
  ['a template with half a line', transform('"a <a>"\n"b', { a: '$.id' }), V, /line: 2, column: /],
  [
    'a placeholder for a key',
    transform('{"a <a>":1}', { a: '$.id' }),
    V,
    'InputTemplate placeholder present as a JSON object key for target t.',
  ],
  ['an empty path of a variable', transform('"<a>"', { a: '' }), V, 'InputPath for target t is invalid.'],
  ...['$.detail.*', '$..id', '$.detail.a[-1]', '$.detail.a[0:2]'].map(
    (InputPath): Refusal => [`the path ${InputPath}`, put({ InputPath }), V, 'InputPath for target t is invalid.'],
  ),
  ['the whole event within quotes', transform('"<aws.events.event.json>"'), V, ONLY_JSON],
  ['the whole event within quotes of an object', transform('{"a":"<aws.events.event.json>"}'), V, ONLY_JSON],
  ['the whole event in a list', transform('[<aws.events.event.json>]'), V, ONLY_JSON],
  ['the whole event alone', transform('<aws.events.event.json>'), V, ONLY_JSON],
  [
    'the event without its detail in a text',
    transform('"<aws.events.event>"'),
    V,
    'InputTemplate for target t contains placeholder aws.events.event valid only for JSON template.',
  ],
  [
    'a variable of AWS’s',
    transform('"<aws.events.rule-name>"', { 'aws.events.rule-name': '$.id' }),
    V,
    /regular expression/,
  ],
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

itRefuses(() => world, refusals);

it('removing a target that is not there fails for that one alone', async () => {
  await world.events.send(put({}));
  const { FailedEntries } = await world.events.send(new Remove({ Rule: 'r', Ids: ['t', 'none'] }));
  expect(FailedEntries).toMatchObject([{ TargetId: 'none', ErrorCode: 'ResourceNotFoundException' }]);
});

it.each<[string, Partial<Target>]>([
  ['a group for a log group', { Arn: LOGS, SqsParameters: { MessageGroupId: 'g' } }],
  [
    'a variable that begins like AWS’s',
    { InputTransformer: { InputPathsMap: { AWSx: '$.id' }, InputTemplate: '"<AWSx>"' } },
  ],
  ['an empty input', { Input: '' }],
  ['an empty path', { InputPath: '' }],
  ['a placeholder without a path', { InputTransformer: { InputTemplate: '"<a> <aws.events.none>"' } }],
  ['a stream without parameters, with a role', { Arn: STREAM }],
  ['a queue of another account, with a role', { Arn: QUEUE.replace('000000000000', '111111111111') }],
])('takes %s', async (_name, target) => {
  expect(await world.events.send(put({ RoleArn: await world.role(), ...target }))).toMatchObject({
    FailedEntryCount: 0,
  });
});
