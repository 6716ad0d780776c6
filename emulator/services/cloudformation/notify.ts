import type { StackEvent } from './event-log.ts';
import type { Stack } from './stack.ts';
import type { CloudFormationState } from './state.ts';

const Subject = 'AWS CloudFormation Notification';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stack.html */
function messageOf({ id, name, accountId }: Stack, event: StackEvent): string {
  const parts = {
    StackId: id,
    Timestamp: new Date(event.time).toISOString(),
    EventId: event.eventId,
    LogicalResourceId: event.logicalId,
    Namespace: accountId,
    PhysicalResourceId: event.physicalId,
    ResourceProperties: event.properties ?? 'null',
    ResourceStatus: event.status,
    ResourceStatusReason: event.reason ?? '',
    ResourceType: event.type,
    StackName: name,
    ClientRequestToken: event.token ?? 'null',
  };
  return `${Object.entries(parts)
    .map(([key, value]) => `${key}='${value}'`)
    .join('\n')}\n`;
}

/** Publishes an event to the topics that a stack was given, as the one who works on it. A topic that refuses changes nothing. */
export function notify(state: CloudFormationState, stack: Stack, event: StackEvent): void {
  const { aws, log } = state.deps;
  const { operation, accountId, region, definition } = stack;
  if (!operation) return;
  for (const TopicArn of definition.notificationArns) {
    const input = { TopicArn, Subject, Message: messageOf(stack, event) };
    // Not before the change that it tells of is whole.
    const sent = Promise.resolve().then(() =>
      aws.call(operation.caller, 'sns', 'Publish', input, { accountId, region }),
    );
    sent.catch((error: unknown) => {
      if (!state.stopped)
        log.info(`a notification of ${stack.name} was refused by ${TopicArn}`, { error: String(error) });
    });
  }
}
