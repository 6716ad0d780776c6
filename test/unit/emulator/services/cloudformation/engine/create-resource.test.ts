import { type Capability, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { queue, template } from '../../../../../support/templates.ts';

let sqs: SQSClient;
let stacks: StackDriver;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
  sqs = new SQSClient(stacks.emulator.client);
});
afterAll(() => stacks.emulator.stop());

describe('a stack that cannot be made', () => {
  it('takes back what it had, and says why', async () => {
    const StackName = stacks.name();
    const Bad = queue({ VisibilityTimeout: 99999 }, { DependsOn: 'Good' });
    const stack = await stacks.create({ StackName, TemplateBody: template({ Good: queue(), Bad }) });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stacks.story(StackName)).slice(-6)).toEqual([
      'Bad CREATE_IN_PROGRESS',
      'Bad CREATE_FAILED Properties validation failed for resource Bad with message:\n#/VisibilityTimeout: failed validation constraint for keyword [maximum]',
      `${StackName} ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. Rollback requested by user.`,
      'Good DELETE_IN_PROGRESS',
      'Good DELETE_COMPLETE',
      `${StackName} ROLLBACK_COMPLETE`,
    ]);
    expect(await stacks.resources(StackName)).toEqual({ Bad: 'CREATE_FAILED', Good: 'DELETE_COMPLETE' });
    const update = new UpdateStackCommand({ StackName, TemplateBody: template({ Good: queue() }) });
    await expect(stacks.client.send(update)).rejects.toThrow(
      `Stack:${stack.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
  });

  it.each<['DELETE' | 'DO_NOTHING', string, object]>([
    ['DO_NOTHING', 'CREATE_FAILED', { Bad: 'CREATE_FAILED', Good: 'CREATE_COMPLETE' }],
    ['DELETE', 'DELETE_COMPLETE', { Bad: 'CREATE_FAILED', Good: 'DELETE_COMPLETE' }],
  ])('does as OnFailure says: %s', async (OnFailure, status, resources) => {
    const TemplateBody = template({ Good: queue(), Bad: queue({ Foo: 1 }, { DependsOn: 'Good' }) });
    const stack = await stacks.create({ StackName: stacks.name(), TemplateBody, OnFailure });
    expect(stack.StackStatus).toBe(status);
    expect(await stacks.resources(stack.StackId ?? '')).toEqual(resources);
  });

  it.each<[string, object, string]>([
    [
      'a name that is taken',
      queue({ QueueName: 'taken' }),
      "Resource handler returned message: \"Resource of type 'AWS::SQS::Queue' with identifier",
    ],
    [
      'a refusal of the service',
      queue({ QueueName: 'a b' }),
      'Resource handler returned message: "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length (Service: Sqs, Status Code: 400',
    ],
    [
      'a type that this emulator lacks',
      { Type: 'AWS::EC2::Instance' },
      'Resource type AWS::EC2::Instance is not supported by this emulator',
    ],
    ['an import of nothing', queue({ QueueName: { 'Fn::ImportValue': 'nothing' } }), 'No export named nothing found.'],
  ])('%s', async (_what, resource, reason) => {
    await sqs.send(new CreateQueueCommand({ QueueName: 'taken' }));
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ Bad: resource }) });
    expect((await stacks.story(StackName)).join('\n')).toContain(reason);
  });

  it.each<[boolean, string]>([
    [false, 'DELETE_SKIPPED'],
    [true, 'DELETE_COMPLETE'],
  ])('keeps what is retained, unless RetainExceptOnCreate is %p', async (RetainExceptOnCreate, status) => {
    const Kept = queue({}, { DeletionPolicy: 'Retain' });
    const TemplateBody = template({ Kept, Bad: queue({ Foo: 1 }, { DependsOn: 'Kept' }) });
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody, RetainExceptOnCreate });
    expect(await stacks.resources(StackName)).toEqual({ Bad: 'CREATE_FAILED', Kept: status });
  });

  it('fails where a role may not do what the template asks for', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    };
    const Role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'weak', AssumeRolePolicyDocument: trust } };
    const Capabilities: Capability[] = ['CAPABILITY_NAMED_IAM'];
    await stacks.create({ StackName: stacks.name(), TemplateBody: template({ Role }), Capabilities });
    const StackName = stacks.name();
    const RoleARN = 'arn:aws:iam::000000000000:role/weak';
    await stacks.create({ StackName, TemplateBody: template({ Queue: queue() }), RoleARN });
    expect((await stacks.story(StackName))[2]).toMatch(
      /^Queue CREATE_FAILED Resource handler returned message: "User: arn:aws:sts::000000000000:assumed-role\/weak\/AWSCloudFormation is not authorized to perform: sqs:GetQueueUrl .*HandlerErrorCode: AccessDenied\)$/,
    );
  });
});
