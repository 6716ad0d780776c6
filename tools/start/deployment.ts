import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { ClientOptions } from './client-options.ts';

/** What the deployed application is made of, as its stack tells. */
export interface Deployment {
  readonly stack: string;
  /** Of the HTTP API, without a slash at its end. */
  readonly apiEndpoint: string;
  readonly busName: string;
  readonly busArn: string;
  readonly ordersQueueUrl: string;
  /** Name of the table that holds the read model. */
  readonly orderViewsTable: string;
  readonly archiveName: string;
  readonly replayFunction: string;
  readonly githubSecretId: string;
  /** Where the bus writes what became of every event. */
  readonly busLogGroup: string;
  readonly stateMachineArns: readonly string[];
}

/** The stack is not what `serverless.yml` makes. */
export class DeploymentError extends Error {
  override name = 'DeploymentError';
}

/** Reads outputs and resources of the application's stack. @throws DeploymentError where something is not there */
export async function readDeployment(client: ClientOptions, stack: string): Promise<Deployment> {
  const cloudFormation = new CloudFormationClient(client);
  const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
  const outputs = new Map(Stacks[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const resources: StackResourceSummary[] = [];
  for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: stack }))
    resources.push(...(page.StackResourceSummaries ?? []));
  const output = (key: string): string => {
    const value = outputs.get(key);
    if (value === undefined) throw new DeploymentError(`The stack ${stack} has no output ${key}.`);
    return value;
  };
  return {
    stack,
    apiEndpoint: output('ApiEndpoint').replace(/\/$/, ''),
    busName: output('EventBusName'),
    busArn: output('EventBusArn'),
    ordersQueueUrl: output('OrdersQueueUrl'),
    orderViewsTable: output('OrderViewsTableName'),
    archiveName: output('ArchiveName'),
    replayFunction: output('ReplayFunctionName'),
    githubSecretId: output('GithubWebhookSecretName'),
    busLogGroup: output('EventBusLogGroupName'),
    stateMachineArns: resources
      .filter(({ ResourceType }) => ResourceType === 'AWS::StepFunctions::StateMachine')
      .map(({ PhysicalResourceId }) => PhysicalResourceId ?? ''),
  };
}
