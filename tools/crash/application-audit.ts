import {
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../start/client-options.ts';
import type { Deployment } from '../start/deployment.ts';
import type { Audit } from './collect.ts';

const NAME = 'crash-audit';

/** Puts a rule for the audit's replay on the application's bus, with a queue that nobody else reads. */
export async function createAudit(client: ClientOptions, { busName, archiveName }: Deployment): Promise<Audit> {
  const [events, sqs] = [new EventBridgeClient(client), new SQSClient(client)];
  const { Arn: busArn = '' } = await events.send(new DescribeEventBusCommand({ Name: busName }));
  const { ArchiveArn: archiveArn = '' } = await events.send(new DescribeArchiveCommand({ ArchiveName: archiveName }));
  const { QueueUrl: queue = '' } = await sqs.send(new CreateQueueCommand({ QueueName: NAME }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['QueueArn'] }),
  );
  const Arn = Attributes?.QueueArn ?? '';
  const { RuleArn: auditRule = '' } = await events.send(
    new PutRuleCommand({
      Name: NAME,
      EventBusName: busName,
      EventPattern: JSON.stringify({ 'replay-name': ['audit'] }),
    }),
  );
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: Arn,
        Condition: { ArnEquals: { 'aws:SourceArn': auditRule } },
      },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { Policy } }));
  await events.send(new PutTargetsCommand({ Rule: NAME, EventBusName: busName, Targets: [{ Id: 'queue', Arn }] }));
  return { busArn, archiveArn, auditRule, queue };
}
