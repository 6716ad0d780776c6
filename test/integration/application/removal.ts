import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { EventBridgeClient, ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localEnvironment } from '../../../tools/local-environment.ts';
import { type DeployedApplication, someId } from '../../support/deployed-application.ts';
import { commandsOf, runShell } from '../../support/runbook.ts';

/** `sls remove` of a stage that integrators use. */
export function describeRemoval(app: () => DeployedApplication): void {
  describe('removal', () => {
    const shell = (script: string) => runShell(script, localEnvironment(app().client.endpoint));

    test('a stage with subscriptions and files is not begun to be removed; once it is cleared, nothing of it stays', async () => {
      const { client } = app();
      const tenant = `r${someId().slice(0, 8)}`;
      const manage = (action: string, more: object = {}) => app().invoke('manage-tenants', { action, tenant, ...more });
      await manage('create-tenant', { name: 'Acme', awsAccount: '111122223333' });
      await manage('create-source', { stream: 'orders' });
      const { key } = await manage('issue-key');
      const body = { name: 'mine', pattern: { 'detail-type': ['order.paid'] }, target: { kind: 'queue' } };
      const headers = { authorization: `Bearer ${key}` };
      expect(await app().call('POST', '/v1/subscriptions', { body, headers })).toMatchObject({ status: 201 });
      const s3 = new S3Client({ ...client, forcePathStyle: true });
      const file = { Bucket: 'trestle-local-imports-000000000000', Key: 'incoming/kept.txt', Body: 'x' };
      await s3.send(new PutObjectCommand(file));

      const refused = await shell('sls remove --stage local');
      expect(refused.code).not.toBe(0);
      expect(refused.output).toMatch(
        /still has \d+ rules .* and imported files, for which its removal would stop half way/,
      );
      const stack = new DescribeStacksCommand({ StackName: app().prefix });
      const { Stacks: [standing] = [] } = await new CloudFormationClient(client).send(stack);
      expect(standing?.StackStatus).toMatch(/^(CREATE|UPDATE)_COMPLETE$/);

      const commands = commandsOf('docs/providers.md', 'Removing a stage').join('\n').replaceAll('dev', 'local');
      const { code, output } = await shell(`set -euo pipefail\n${commands}`);
      expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
      expect(output).toMatch(/[1-9]\d* subscriptions and [1-9]\d* sources have ended, [1-9]\d* files are deleted/);
      await expect(new CloudFormationClient(client).send(stack)).rejects.toThrow('does not exist');
      const { QueueUrls = [] } = await new SQSClient(client).send(
        new ListQueuesCommand({ QueueNamePrefix: app().prefix }),
      );
      const { EventBuses = [] } = await new EventBridgeClient(client).send(new ListEventBusesCommand({}));
      const { Functions } = await new LambdaClient(client).send(new ListFunctionsCommand({}));
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      expect({ QueueUrls, buses: EventBuses.map(({ Name }) => Name), Functions, Buckets }).toEqual({
        QueueUrls: [],
        buses: ['default'],
        Functions: [],
        Buckets: [],
      });
    });
  });
}
