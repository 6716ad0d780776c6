import { DescribeArchiveCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { type ExecutionStatus, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn';
import type { ClientOptions } from './client-options.ts';

export type ExecutionCounts = Readonly<Partial<Record<ExecutionStatus, number>>>;

/** How many executions of the state machines are in which state. */
export async function countExecutions(
  client: ClientOptions,
  stateMachineArns: readonly string[],
): Promise<ExecutionCounts> {
  const states = new SFNClient(client);
  const counts: Partial<Record<ExecutionStatus, number>> = {};
  for (const stateMachineArn of stateMachineArns) {
    for await (const { executions = [] } of paginateListExecutions({ client: states }, { stateMachineArn }))
      for (const { status = 'RUNNING' } of executions) counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** How many events the archive holds. */
export async function countArchived(client: ClientOptions, archiveName: string): Promise<number> {
  const events = new EventBridgeClient(client);
  const { EventCount = 0 } = await events.send(new DescribeArchiveCommand({ ArchiveName: archiveName }));
  return EventCount;
}
