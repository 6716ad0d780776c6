import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { countResources } from '../support/account.ts';
import { eventually } from '../support/deployed-application.ts';
import { createSmallService, type SmallService } from '../support/small-service.ts';

// The real `sls` against an emulator in a process of its own. Each step goes on from the one before it.
const STACK = 'small-dev';
const NOTHING = { stacks: 0, functions: 0, roles: 0, logGroups: 0, buckets: 0, queues: 0 };

jest.setTimeout(60_000);
let service: SmallService;
const faults: string[] = [];
beforeAll(async () => {
  service = await createSmallService((line) => faults.push(line));
});
afterAll(() => service?.stop());

interface Seen {
  readonly status: string | undefined;
  readonly inbox: string;
  readonly visibilityTimeout: string | undefined;
  readonly revisions: Readonly<Record<string, readonly (string | undefined)[]>>;
  /** Ids of the events of the stack, the newest first. */
  readonly events: readonly string[];
}

async function stackNow(): Promise<Stack | undefined> {
  const client = new CloudFormationClient(service.client);
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: STACK }));
  return Stacks[0];
}

/** Everything in which a deployment could show. */
async function look(): Promise<Seen> {
  const { client } = service;
  const stack = await stackNow();
  const inbox = stack?.Outputs?.find(({ OutputKey }) => OutputKey === 'InboxUrl')?.OutputValue ?? '';
  const { Attributes } = await new SQSClient(client).send(
    new GetQueueAttributesCommand({ QueueUrl: inbox, AttributeNames: ['All'] }),
  );
  const revision = async (name: string): Promise<(string | undefined)[]> => {
    const FunctionName = `${STACK}-${name}`;
    const found = await new LambdaClient(client).send(new GetFunctionConfigurationCommand({ FunctionName }));
    return [found.RevisionId, found.LastModified, found.CodeSha256];
  };
  return {
    status: stack?.StackStatus,
    inbox,
    visibilityTimeout: Attributes?.VisibilityTimeout,
    revisions: { first: await revision('first'), second: await revision('second') },
    events: (await events()).map(({ id }) => id),
  };
}

interface StackEvent {
  readonly id: string;
  readonly what: string;
  readonly reason: string | undefined;
}

async function events(): Promise<StackEvent[]> {
  const found: StackEvent[] = [];
  const client = new CloudFormationClient(service.client);
  for await (const { StackEvents = [] } of paginateDescribeStackEvents({ client }, { StackName: STACK })) {
    for (const { EventId = '', LogicalResourceId, ResourceStatus, ResourceStatusReason } of StackEvents)
      found.push({ id: EventId, what: `${LogicalResourceId} ${ResourceStatus}`, reason: ResourceStatusReason });
  }
  return found;
}

/** What the stack has told since, the oldest first. */
const eventsSince = async ({ events: before }: Seen): Promise<StackEvent[]> =>
  (await events()).filter(({ id }) => !before.includes(id)).reverse();

async function timestamps(): Promise<string[]> {
  const { output } = await service.sls('deploy', 'list');
  return [...output.matchAll(/^Timestamp: (\d+)$/gm)].map(([, timestamp = '']) => timestamp);
}

it('deploys into an empty account', async () => {
  expect(await countResources(service.client)).toEqual(NOTHING);
  const { code, output } = await service.sls('deploy');
  expect(output).toContain('Service deployed to stack small-dev');
  expect(code).toBe(0);
  expect(await countResources(service.client)).toEqual({
    stacks: 1,
    functions: 2,
    roles: 1,
    logGroups: 2,
    buckets: 1,
    queues: 1,
  });
  expect(await look()).toMatchObject({ status: 'UPDATE_COMPLETE', visibilityTimeout: '30' });
});

it('touches no resource where nothing has changed', async () => {
  const before = await look();
  const { code, output } = await service.sls('deploy');
  expect(output).toContain('No changes to deploy. Deployment skipped.');
  expect(code).toBe(0);
  expect(await look()).toEqual(before);
});

it('touches no resource where it is made to deploy what is there', async () => {
  const before = await look();
  const { code } = await service.sls('deploy', '--force');
  expect(code).toBe(0);
  expect(await look()).toEqual(before);
});

it('updates the function whose handler has changed, and nothing else', async () => {
  const before = await look();
  await service.edit('first.js', 'version: 1', 'version: 2');
  expect(await service.sls('deploy')).toMatchObject({ code: 0 });
  const after = await look();
  expect(after.revisions.second).toEqual(before.revisions.second);
  expect(after.revisions.first?.[0]).not.toBe(before.revisions.first?.[0]);
  expect(after.revisions.first?.[2]).not.toBe(before.revisions.first?.[2]);
  expect((await eventsSince(before)).map(({ what }) => what)).toEqual([
    'small-dev UPDATE_IN_PROGRESS',
    'FirstLambdaFunction UPDATE_IN_PROGRESS',
    'FirstLambdaFunction UPDATE_COMPLETE',
    'small-dev UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'small-dev UPDATE_COMPLETE',
  ]);
});

it("fails at an unknown property in CloudFormation's words, and rolls back what had gone before it", async () => {
  const before = await look();
  await service.edit('first.js', 'version: 2', 'version: 3');
  await service.edit('serverless.yml', 'VisibilityTimeout: 30', 'VisibilityTimeout: 45, Colour: blue');
  const { code, output } = await service.sls('deploy');
  expect(code).toBe(1);
  expect(output).toMatch(/UPDATE_FAILED: Inbox \(AWS::SQS::Queue\)\n.*#: extraneous key \[Colour\] is not permitted/s);
  // `sls` ends at the first failure, while the stack still rolls back.
  await eventually(
    async () => ((await stackNow())?.StackStatus === 'UPDATE_ROLLBACK_COMPLETE' ? true : undefined),
    'rolled back',
  );
  const { events: _, revisions, ...after } = await look();
  expect(after).toEqual({ status: 'UPDATE_ROLLBACK_COMPLETE', inbox: before.inbox, visibilityTimeout: '30' });
  expect(revisions.second).toEqual(before.revisions.second);
  expect(revisions.first?.[2]).toEqual(before.revisions.first?.[2]);
  const failed = (await eventsSince(before)).find(({ what }) => what === 'Inbox UPDATE_FAILED');
  expect(failed?.reason).toContain('#: extraneous key [Colour] is not permitted');
});

it('fails at a reference to what is not there before anything is touched', async () => {
  const before = await look();
  await service.edit('serverless.yml', 'Colour: blue', 'MessageRetentionPeriod: !Ref Nowhere');
  const { code, output } = await service.sls('deploy');
  expect(code).toBe(1);
  expect(output).toContain(
    'Template format error: Unresolved resource dependencies [Nowhere] in the Resources block of the template',
  );
  expect(await look()).toEqual(before);
});

it('deploys once the template is mended', async () => {
  await service.edit('serverless.yml', ', MessageRetentionPeriod: !Ref Nowhere', '');
  expect(await service.sls('deploy')).toMatchObject({ code: 0 });
  expect(await look()).toMatchObject({ status: 'UPDATE_COMPLETE', visibilityTimeout: '45' });
});

it('tells what is deployed', async () => {
  const { code, output } = await service.sls('info');
  expect(code).toBe(0);
  expect(output).toContain('stack: small-dev\nfunctions:\n  first: small-dev-first\n  second: small-dev-second');
});

it('invokes a function, and shows what it logged', async () => {
  const invoked = await service.sls('invoke', '--function', 'first', '--data', '{"by":"a test"}');
  expect(invoked).toEqual({ code: 0, output: expect.stringContaining('"version": 3') });
  const { code, output } = await service.sls('logs', '--function', 'first');
  expect(output).toContain('INFO\tthe first was called by a test');
  expect(code).toBe(0);
});

it('rolls back to an earlier deployment, code and resources', async () => {
  const [oldest = ''] = await timestamps();
  const { code, output } = await service.sls('rollback', '--timestamp', oldest);
  expect(output).toContain(`Service rolled back to timestamp "${oldest}"`);
  expect(code).toBe(0);
  expect(await look()).toMatchObject({ status: 'UPDATE_COMPLETE', visibilityTimeout: '30' });
  expect((await service.sls('invoke', '--function', 'first', '--data', '{}')).output).toContain('"version": 1');
});

it('removes everything', async () => {
  const { code, output } = await service.sls('remove');
  expect(output).toContain('Service small has been successfully removed');
  expect(code).toBe(0);
  expect(await countResources(service.client)).toEqual(NOTHING);
});

it('has met no fault of the emulator', () => {
  expect(faults).toEqual([]);
});
