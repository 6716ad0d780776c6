import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { DEAD_LETTER_QUEUES } from '../../../lib/dead-letters/queues.ts';
import { OPERATIONS } from '../../../lib/openapi/operations.ts';

const root = path.join(import.meta.dirname, '../../..');

// biome-ignore lint/suspicious/noExplicitAny: templates are of every form
type Tree = any;
const read = (file: string): Tree =>
  parseDocument(readFileSync(path.join(root, file), 'utf8'), { logLevel: 'silent' }).toJS();
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => `${folder}/${entry.name}`);

const functions: Record<string, Tree> = Object.assign({}, ...filesIn('infrastructure/functions').map(read));
const templates = ['infrastructure', 'infrastructure/roles', 'infrastructure/alarms'].flatMap(filesIn);
const resources: Record<string, Tree> = Object.assign({}, ...templates.map((file) => read(file).Resources ?? {}));
const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
const serverless = read('serverless.yml');

test('every file of infrastructure/ is named in serverless.yml', () => {
  const named: string[] = serverless.resources.map((line: string) => /file\((.*)\)/.exec(line)?.[1]);
  const trust = 'infrastructure/roles/trust.yml';
  expect([...named].sort()).toEqual(templates.filter((file) => file !== trust).sort());
  expect(Object.keys(serverless.functions).sort()).toEqual(Object.keys(functions).sort());
});

test('a role is passed to the one service that it is for', () => {
  const statements: Tree[] = ofType('AWS::IAM::Role').flatMap(([, { Properties }]) =>
    (Properties.Policies ?? []).flatMap(({ PolicyDocument }: Tree) => PolicyDocument.Statement),
  );
  const passing = statements.filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
  expect(passing.length).toBeGreaterThan(0);
  for (const { Condition } of passing) {
    expect(Condition).toEqual({
      StringEquals: { 'iam:PassedToService': expect.stringMatching(/^\w+\.amazonaws\.com$/) },
    });
  }
});

test('no function that claims ids of events may run longer than a claim lasts', () => {
  const claiming = Object.values(functions).filter(({ environment }) => environment?.ACCEPTED_TABLE !== undefined);
  expect(claiming.length).toBeGreaterThan(2);
  for (const { timeout = 15 } of claiming) expect(timeout).toBeLessThanOrEqual(serverless.params.default.claimSeconds);
});

test('the routes are those of the OpenAPI document, each with the authorization that it names', () => {
  const routes = Object.values(functions).flatMap(({ events = [] }) =>
    events.flatMap(({ httpApi }: Tree) => {
      if (!httpApi) return [];
      const { name, type } = httpApi.authorizer ?? {};
      return [
        `${httpApi.method} ${httpApi.path} ${name === 'integrator' ? 'apiKey' : type === 'aws_iam' ? 'sigv4' : 'open'}`,
      ];
    }),
  );
  const told = OPERATIONS.map(({ method, path: at, security }) => {
    const open = security === 'signature' || security === 'none';
    return `${method.toUpperCase()} ${at} ${open ? 'open' : security}`;
  });
  expect(routes.sort()).toEqual(told.sort());
});

describe.each(Object.entries(functions))('function %s', (name, definition) => {
  test('has a handler, a description and a role of its own', () => {
    expect(readFileSync(path.join(root, definition.handler.replace('.handler', '.ts')), 'utf8')).toContain(
      'export const handler',
    );
    expect(definition.description).toMatch(/\.$/);
    expect(definition.role).toBe(`${name[0]?.toUpperCase()}${name.slice(1)}Role`);
    expect(resources[definition.role]?.Type).toBe('AWS::IAM::Role');
  });

  test('its role writes its own log, and allows no action and hardly a resource by wildcard', () => {
    const [{ PolicyDocument }] = resources[definition.role].Properties.Policies;
    const statements: Tree[] = PolicyDocument.Statement.filter((statement: Tree) => statement.Effect === 'Allow');
    const group = `${name[0]?.toUpperCase()}${name.slice(1)}LogGroup.Arn`;
    expect(statements[0]).toEqual({
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: group,
    });
    for (const { Action, Resource } of statements) {
      expect([Action].flat().filter((action: string) => action.includes('*'))).toEqual([]);
      // AWS knows no narrower resource for these.
      if (Resource === '*')
        expect([
          'dynamodb:ListStreams',
          'events:ListReplays',
          'events:ListRules',
          'events:TestEventPattern',
          'logs:DescribeLogGroups',
        ]).toContain(Action);
    }
  });

  test('what it reads from a queue comes back alone, and has longer to be hidden than it has to run', () => {
    for (const { sqs } of definition.events ?? []) {
      if (!sqs) continue;
      expect(sqs.functionResponseType).toBe('ReportBatchItemFailures');
      const { VisibilityTimeout, RedrivePolicy } = resources[sqs.arn.replace('.Arn', '')].Properties;
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times.
      expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * (definition.timeout ?? 15));
      expect(RedrivePolicy.maxReceiveCount).toBeGreaterThanOrEqual(5);
    }
  });
});

test.each(ofType('AWS::Events::Rule'))(
  'every target of %s has a retry policy and a dead letter queue',
  (_name, { Properties }) => {
    for (const target of Properties.Targets) {
      // EventBridge refuses a retry policy for a bus.
      expect(target.RetryPolicy).toEqual(
        JSON.stringify(target.Arn).includes(':event-bus/')
          ? undefined
          : { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
      );
      expect(resources[target.DeadLetterConfig.Arn.replace('.Arn', '')]?.Type).toBe('AWS::SQS::Queue');
    }
  },
);

const isForDeadLetters = ({ Properties }: Tree): boolean => /-(dead|failed)$/.test(Properties.QueueName);

test.each(ofType('AWS::SQS::Queue').filter(([, queue]) => isForDeadLetters(queue)))(
  '%s raises an alarm, and can be redriven',
  (name, queue) => {
    expect(resources[`${name}Alarm`].Properties.Dimensions[0].Value).toBe(`${name}.QueueName`);
    const end = queue.Properties.QueueName.replace(/^.*\}-/, '');
    // Lambda tells of a stream only where its records were, not what they said.
    if (end !== 'relay-failed') expect(DEAD_LETTER_QUEUES).toHaveProperty([end]);
    expect(queue.Properties.MessageRetentionPeriod).toBe(1_209_600);
  },
);

test.each(ofType('AWS::SQS::Queue'))('%s is encrypted', (_name, { Properties }) => {
  expect(Properties.SqsManagedSseEnabled).toBe(true);
});

test.each(ofType('AWS::SQS::QueuePolicy'))('%s lets EventBridge in for named rules only', (_name, { Properties }) => {
  for (const { Principal, Action, Condition } of Properties.PolicyDocument.Statement) {
    expect({ Principal, Action }).toEqual({
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
    });
    expect(Object.values(Condition).flatMap((test: Tree) => Object.keys(test))).toEqual(['aws:SourceArn']);
  }
});

test.each(ofType('AWS::DynamoDB::Table'))(
  '%s is encrypted, and is backed up or says that it need not be',
  (name, { Properties, DeletionPolicy }) => {
    expect(Properties.SSESpecification).toEqual({ SSEEnabled: true });
    const rebuilt = ['AcceptedTable', 'OrderViewsTable'].includes(name);
    expect(Properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ?? false).toBe(!rebuilt);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of serverless.yml
    expect(DeletionPolicy).toBe(rebuilt ? undefined : '${param:removal}');
  },
);
