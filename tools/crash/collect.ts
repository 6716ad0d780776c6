import { setTimeout as pause } from 'node:timers/promises';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeReplayCommand, EventBridgeClient, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../start/client-options.ts';

export interface BusEvent {
  readonly id: string;
  readonly 'replay-name'?: string;
  readonly detail: { readonly id: string };
}

export const eventOf = (text: string): BusEvent => JSON.parse(text) as BusEvent;

/** Takes every message off a queue; ends when it stays empty. */
export async function drain(client: ClientOptions, QueueUrl: string): Promise<Message[]> {
  const sqs = new SQSClient(client);
  const found: Message[] = [];
  for (let empty = 0; empty < 2; ) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
      }),
    );
    empty = Messages.length === 0 ? empty + 1 : 0;
    if (Messages.length === 0) continue;
    found.push(...Messages);
    const Entries = Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
  return found;
}

/** `detail.id` of every event in a log group. */
export async function loggedIds(client: ClientOptions, logGroupName: string): Promise<Set<string>> {
  const logs = new CloudWatchLogsClient(client);
  const ids = new Set<string>();
  for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName }))
    for (const { message = '{}' } of events) ids.add(eventOf(message).detail.id);
  return ids;
}

/** Waits for every execution to end. @returns ids of the events that started them, by status */
export async function executedIds(client: ClientOptions, stateMachineArn: string): Promise<Map<string, string>> {
  const states = new SFNClient(client);
  const list = async (): Promise<ExecutionListItem[]> => {
    const found: ExecutionListItem[] = [];
    for await (const { executions = [] } of paginateListExecutions(
      { client: states, pageSize: 1000 },
      { stateMachineArn },
    ))
      found.push(...executions);
    return found;
  };
  let executions = await list();
  while (executions.some(({ status }) => status === 'RUNNING')) {
    await pause(500);
    executions = await list();
  }
  const ids = new Map<string, string>();
  for (const { executionArn, status = '' } of executions) {
    const { input = '{}' } = await states.send(new DescribeExecutionCommand({ executionArn }));
    ids.set(eventOf(input).detail.id, status);
  }
  return ids;
}

/** Waits for a replay to end. @returns the state it ended in */
export async function endOfReplay(client: ClientOptions, ReplayName: string): Promise<string> {
  const events = new EventBridgeClient(client);
  for (;;) {
    const { State = '' } = await events.send(new DescribeReplayCommand({ ReplayName }));
    if (State !== 'STARTING' && State !== 'RUNNING') return State;
    await pause(250);
  }
}

export interface Audit {
  readonly busArn: string;
  readonly archiveArn: string;
  /** ARN of the rule that the replay goes to. */
  readonly auditRule: string;
  /** URL of the queue that the rule delivers to. */
  readonly queue: string;
}

/** What the archive holds, told by replaying all of it to a queue of its own. */
export async function archivedIds(client: ClientOptions, audit: Audit): Promise<Set<string>> {
  const events = new EventBridgeClient(client);
  await events.send(
    new StartReplayCommand({
      ReplayName: 'audit',
      EventSourceArn: audit.archiveArn,
      EventStartTime: new Date(Date.now() - 86_400_000),
      EventEndTime: new Date(Date.now() - 1_000),
      Destination: { Arn: audit.busArn, FilterArns: [audit.auditRule] },
    }),
  );
  await endOfReplay(client, 'audit');
  const messages = await drain(client, audit.queue);
  return new Set(messages.map(({ Body = '{}' }) => eventOf(Body).detail.id));
}
