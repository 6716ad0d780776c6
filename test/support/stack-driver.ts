import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  type DeleteStackCommandInput,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { administrator } from '../../emulator/core/caller.ts';
import type { TestEmulator } from './emulator.ts';

const RESTING = /(?<!_IN_PROGRESS)$/;

export type StackDriver = ReturnType<typeof stackDriver>;

/** Makes, changes and deletes stacks of an emulator and waits for each to rest, whatever becomes of it. */
export function stackDriver(emulator: TestEmulator) {
  const { aws, clock } = emulator;
  const client = new CloudFormationClient(emulator.client);
  let serial = 0;
  const caller = administrator('000000000000');
  const describe = async (StackName: string): Promise<Stack & { StackName: string }> => {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (!stack) throw new Error(`no stack ${StackName}`);
    return { ...stack, StackName: stack.StackName ?? '' };
  };
  const rest = async (id: string): Promise<Stack & { StackName: string }> => {
    for (;;) {
      const stack = await describe(id);
      if (RESTING.test(stack.StackStatus ?? '')) return stack;
      // Resources that are polled are polled on the clock.
      await clock?.advance(500);
    }
  };
  const events = async (StackName: string) => {
    const all = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(new DescribeStackEventsCommand({ StackName, NextToken }));
      all.push(...(page.StackEvents ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return all.reverse();
  };
  return {
    emulator,
    client,
    caller,
    /** A name that no stack has yet. */
    name: () => `stack${++serial}`,
    describe,
    rest,
    events,
    async create(input: CreateStackCommandInput) {
      const { StackId = '' } = await client.send(new CreateStackCommand(input));
      return rest(StackId);
    },
    async update(input: UpdateStackCommandInput) {
      const { StackId = '' } = await client.send(new UpdateStackCommand(input));
      return rest(StackId);
    },
    async remove(StackName: string, more: Partial<DeleteStackCommandInput> = {}) {
      const { StackId = '' } = await describe(StackName);
      await client.send(new DeleteStackCommand({ StackName, ...more }));
      return rest(StackId);
    },
    /** Every event as `<logical id> <status> <reason>`, oldest first. */
    async story(StackName: string): Promise<string[]> {
      return (await events(StackName)).map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason: reason }) =>
        [LogicalResourceId, ResourceStatus, ...(reason === undefined ? [] : [reason])].join(' '),
      );
    },
    /** The status of every resource by its logical id. */
    async resources(StackName: string): Promise<Record<string, string>> {
      const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
      return Object.fromEntries(
        StackResources.map((each) => [each.LogicalResourceId ?? '', each.ResourceStatus ?? '']),
      );
    },
    async physicalIds(StackName: string, ...logicalIds: string[]): Promise<string[]> {
      const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
      return logicalIds.map(
        (id) => StackResources.find((each) => each.LogicalResourceId === id)?.PhysicalResourceId ?? '',
      );
    },
    /** How many queues there are whose generated names begin with the stack's. */
    async queueCount(stackName: string): Promise<number> {
      const input = { QueueNamePrefix: `${stackName}-` };
      const { QueueUrls = [] } = await aws.call<{ QueueUrls?: string[] }>(caller, 'sqs', 'ListQueues', input);
      return QueueUrls.length;
    },
  };
}
