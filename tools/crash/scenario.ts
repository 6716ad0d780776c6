import { CloudWatchLogsClient, CreateLogGroupCommand, PutResourcePolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateApiDestinationCommand,
  CreateArchiveCommand,
  CreateConnectionCommand,
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../start/client-options.ts';

export const BUS = 'crash';
export const ARCHIVE = 'crash-archive';
export const LOG_GROUP = '/aws/events/crash';

export interface Scenario {
  readonly busArn: string;
  readonly archiveArn: string;
  readonly stateMachineArn: string;
  /** Queue URLs by what they are for. */
  readonly queues: Readonly<Record<QueueName, string>>;
  /** ARNs of the rules that a replay goes to. */
  readonly replayRule: string;
  readonly auditRule: string;
}

const QUEUES = ['delivered', 'denied', 'dead', 'replayed', 'audit'] as const;
export type QueueName = (typeof QUEUES)[number];

const allow = (principal: string, action: string, resource: string): object => ({
  Effect: 'Allow',
  Principal: { Service: principal },
  Action: action,
  Resource: resource,
});
const policy = (...statements: object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

async function createRole(client: ClientOptions, principal: string, action: string): Promise<string> {
  const iam = new IAMClient(client);
  const RoleName = `crash-${principal.split('.')[0]}-${action.split(':')[1]}`;
  const trust = policy({ Effect: 'Allow', Principal: { Service: principal }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const document = policy({ Effect: 'Allow', Action: action, Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'only', PolicyDocument: document }));
  return Role?.Arn ?? '';
}

async function createQueues(client: ClientOptions) {
  const sqs = new SQSClient(client);
  const urls: Partial<Record<QueueName, string>> = {};
  const arns: Partial<Record<QueueName, string>> = {};
  for (const name of QUEUES) {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `crash-${name}` }));
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const arn = Attributes?.QueueArn ?? '';
    urls[name] = QueueUrl;
    arns[name] = arn;
    if (name === 'denied') continue;
    const Policy = policy(allow('events.amazonaws.com', 'sqs:SendMessage', arn));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  }
  return { urls: urls as Record<QueueName, string>, arns: arns as Record<QueueName, string> };
}

async function createDestination(client: ClientOptions, url: string): Promise<string> {
  const events = new EventBridgeClient(client);
  const { ConnectionArn } = await events.send(
    new CreateConnectionCommand({
      Name: 'crash',
      AuthorizationType: 'API_KEY',
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'crash' } },
    }),
  );
  const { ApiDestinationArn = '' } = await events.send(
    new CreateApiDestinationCommand({
      Name: 'crash',
      ConnectionArn,
      InvocationEndpoint: url,
      HttpMethod: 'POST',
      InvocationRateLimitPerSecond: 300,
    }),
  );
  return ApiDestinationArn;
}

/** Makes a bus with an archive and a target of each kind that can fail in its own way. @param unreliable an HTTP endpoint */
export async function createScenario(client: ClientOptions, unreliable: string): Promise<Scenario> {
  const events = new EventBridgeClient(client);
  const logs = new CloudWatchLogsClient(client);
  const { EventBusArn: busArn = '' } = await events.send(new CreateEventBusCommand({ Name: BUS }));
  const { ArchiveArn: archiveArn = '' } = await events.send(
    new CreateArchiveCommand({ ArchiveName: ARCHIVE, EventSourceArn: busArn }),
  );
  const { urls, arns } = await createQueues(client);
  await logs.send(new CreateLogGroupCommand({ logGroupName: LOG_GROUP }));
  const [, , , region, account] = busArn.split(':');
  const groupArn = `arn:aws:logs:${region}:${account}:log-group:${LOG_GROUP}`;
  await logs.send(
    new PutResourcePolicyCommand({
      policyName: 'crash',
      policyDocument: policy({
        ...allow('events.amazonaws.com', 'logs:PutLogEvents', `${groupArn}:*`),
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
      }),
    }),
  );
  const machineRole = await createRole(client, 'states.amazonaws.com', 'lambda:InvokeFunction');
  const { stateMachineArn = '' } = await new SFNClient(client).send(
    new CreateStateMachineCommand({
      name: 'crash',
      roleArn: machineRole,
      definition: JSON.stringify({
        StartAt: 'Wait',
        States: {
          Wait: { Type: 'Wait', Seconds: 1, Next: 'Choose' },
          Choose: {
            Type: 'Choice',
            Choices: [{ Variable: '$.detail.id', IsPresent: true, Next: 'Keep' }],
            Default: 'Lost',
          },
          Keep: { Type: 'Pass', End: true },
          Lost: { Type: 'Fail', Error: 'Lost' },
        },
      }),
    }),
  );
  const rule = async (Name: string, pattern: object, target: Omit<Target, 'Id'>): Promise<string> => {
    const EventPattern = JSON.stringify(pattern);
    const { RuleArn = '' } = await events.send(new PutRuleCommand({ Name, EventBusName: BUS, EventPattern }));
    const dead = { DeadLetterConfig: { Arn: arns.dead } };
    const full: Target = { Id: 'target', ...dead, ...target };
    await events.send(new PutTargetsCommand({ Rule: Name, EventBusName: BUS, Targets: [full] }));
    return RuleArn;
  };
  const live = { source: ['crash'], 'replay-name': [{ exists: false }] };
  const start = await createRole(client, 'events.amazonaws.com', 'states:StartExecution');
  const invoke = await createRole(client, 'events.amazonaws.com', 'events:InvokeApiDestination');
  await rule('delivered', live, { Arn: arns.delivered });
  await rule('denied', live, { Arn: arns.denied });
  await rule('logged', live, { Arn: groupArn });
  await rule('workflow', live, { Arn: stateMachineArn, RoleArn: start });
  // Four retries take a quarter of a minute at most: what has not got through by then is a dead letter.
  const RetryPolicy = { MaximumRetryAttempts: 4 };
  await rule('unreliable', live, { Arn: await createDestination(client, unreliable), RoleArn: invoke, RetryPolicy });
  const replayed = { source: ['crash'], 'replay-name': [{ prefix: 'some-' }] };
  const replayRule = await rule('replayed', replayed, { Arn: arns.replayed });
  const auditRule = await rule('audit', { 'replay-name': ['audit'] }, { Arn: arns.audit });
  return { busArn, archiveArn, stateMachineArn, queues: urls, replayRule, auditRule };
}
