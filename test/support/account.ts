import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../../tools/start/client-options.ts';

/** How many resources of each kind an account holds; stacks that are deleted do not count. */
export async function countResources(client: ClientOptions): Promise<Record<string, number>> {
  const [stacks, functions, roles, groups, buckets, queues] = await Promise.all([
    new CloudFormationClient(client).send(new ListStacksCommand({})),
    new LambdaClient(client).send(new ListFunctionsCommand({})),
    new IAMClient(client).send(new ListRolesCommand({})),
    new CloudWatchLogsClient(client).send(new DescribeLogGroupsCommand({})),
    new S3Client({ ...client, forcePathStyle: true }).send(new ListBucketsCommand({})),
    new SQSClient(client).send(new ListQueuesCommand({})),
  ]);
  return {
    stacks: stacks.StackSummaries?.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').length ?? 0,
    functions: functions.Functions?.length ?? 0,
    roles: roles.Roles?.length ?? 0,
    logGroups: groups.logGroups?.length ?? 0,
    buckets: buckets.Buckets?.length ?? 0,
    queues: queues.QueueUrls?.length ?? 0,
  };
}
