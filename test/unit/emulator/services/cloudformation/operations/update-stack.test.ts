import { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { groupNamed, queue, template } from '../../../../../support/templates.ts';

let sqs: SQSClient;
let stacks: StackDriver;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
  sqs = new SQSClient(stacks.emulator.client);
});
afterAll(() => stacks.emulator.stop());

describe('a stack that is changed', () => {
  const both = (first: object, second: object = {}): string =>
    template({
      First: queue(first),
      Second: queue(second),
      Group: groupNamed({ 'Fn::GetAtt': ['First', 'QueueName'] }),
    });

  it('touches only what differs', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: both({}) });
    await stacks.update({ StackName, TemplateBody: both({ VisibilityTimeout: '70' }) });
    expect((await stacks.story(StackName)).slice(-5)).toEqual([
      `${StackName} UPDATE_IN_PROGRESS User Initiated`,
      'First UPDATE_IN_PROGRESS',
      'First UPDATE_COMPLETE',
      `${StackName} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`,
      `${StackName} UPDATE_COMPLETE`,
    ]);
    const same = new UpdateStackCommand({ StackName, TemplateBody: both({ VisibilityTimeout: 70 }) });
    await expect(stacks.client.send(same)).rejects.toThrow('No updates are to be performed.');
  });

  it('replaces what cannot be changed, then what depends on it, then deletes the old', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: both({}) });
    await stacks.update({ StackName, TemplateBody: both({ FifoQueue: true }) });
    expect((await stacks.story(StackName)).slice(-12)).toEqual([
      'First UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
      'First UPDATE_IN_PROGRESS Resource creation Initiated',
      'First UPDATE_COMPLETE',
      'Group UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
      'Group UPDATE_IN_PROGRESS Resource creation Initiated',
      'Group UPDATE_COMPLETE',
      `${StackName} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`,
      'Group DELETE_IN_PROGRESS',
      'Group DELETE_COMPLETE',
      'First DELETE_IN_PROGRESS',
      'First DELETE_COMPLETE',
      `${StackName} UPDATE_COMPLETE`,
    ]);
  });

  it('goes back to what it was where something fails', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ A: queue({ VisibilityTimeout: 10 }), Old: queue() }) });
    const [url] = await stacks.physicalIds(StackName, 'A');
    const A = queue({ VisibilityTimeout: 20 });
    const Bad = queue({ Foo: 1 }, { DependsOn: ['A', 'New'] });
    await stacks.update({ StackName, TemplateBody: template({ A, New: queue(), Bad }) });
    expect((await stacks.story(StackName)).slice(-8)).toEqual([
      'Bad CREATE_FAILED Properties validation failed for resource Bad with message:\n#: extraneous key [Foo] is not permitted',
      `${StackName} UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. `,
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      `${StackName} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS`,
      'New DELETE_IN_PROGRESS',
      'New DELETE_COMPLETE',
      `${StackName} UPDATE_ROLLBACK_COMPLETE`,
    ]);
    expect(await stacks.resources(StackName)).toEqual({ A: 'UPDATE_COMPLETE', Old: 'CREATE_COMPLETE' });
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    expect(Attributes?.VisibilityTimeout).toBe('10');
  });

  it('brings back the old one where a replacement was made in vain', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ A: queue() }) });
    const before = await stacks.physicalIds(StackName, 'A');
    const Bad = queue({ Foo: 1 }, { DependsOn: 'A' });
    await stacks.update({ StackName, TemplateBody: template({ A: queue({ FifoQueue: true }), Bad }) });
    expect(await stacks.physicalIds(StackName, 'A')).toEqual(before);
    expect(await stacks.queueCount(StackName)).toBe(1);
  });

  it.each<[string, object, object, string]>([
    [
      'a name of its own',
      queue({ QueueName: 'named' }),
      queue({ QueueName: 'named', FifoQueue: true }),
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename named and update the stack again.',
    ],
    ['an unknown property', queue(), queue({ Nonsense: 1 }), '#: extraneous key [Nonsense] is not permitted'],
  ])('fails over %s', async (_what, before, after, reason) => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ Queue: before }) });
    const stack = await stacks.update({ StackName, TemplateBody: template({ Queue: after }) });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stacks.story(StackName)).join('\n')).toContain(reason);
  });

  it('refuses to make another type of a resource', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ Thing: queue() }) });
    const TemplateBody = template({ Thing: { Type: 'AWS::SNS::Topic' } });
    await expect(stacks.client.send(new UpdateStackCommand({ StackName, TemplateBody }))).rejects.toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [Thing]',
    );
  });

  it('uses the template and the values it had', async () => {
    const StackName = stacks.name();
    const TemplateBody = template(
      { Queue: queue({ VisibilityTimeout: { Ref: 'Seconds' }, DelaySeconds: { Ref: 'Delay' } }) },
      { Parameters: { Seconds: { Type: 'Number' }, Delay: { Type: 'Number', Default: 1 } } },
    );
    await stacks.create({ StackName, TemplateBody, Parameters: [{ ParameterKey: 'Seconds', ParameterValue: '5' }] });
    const Parameters = [
      { ParameterKey: 'Seconds', UsePreviousValue: true },
      { ParameterKey: 'Delay', ParameterValue: '2' },
    ];
    const stack = await stacks.update({ StackName, UsePreviousTemplate: true, Parameters });
    expect(stack.Parameters).toEqual([
      { ParameterKey: 'Seconds', ParameterValue: '5' },
      { ParameterKey: 'Delay', ParameterValue: '2' },
    ]);
  });
});

describe('a stack policy', () => {
  it('holds back what it denies', async () => {
    const StackName = stacks.name();
    const deny = { Effect: 'Deny', Action: 'Update:*', Principal: '*', Resource: 'LogicalResourceId/Queue' };
    const allow = { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' };
    const StackPolicyBody = JSON.stringify({ Statement: [deny, allow] });
    await stacks.create({ StackName, TemplateBody: template({ Queue: queue() }), StackPolicyBody });
    const stack = await stacks.update({ StackName, TemplateBody: template({ Queue: queue({ DelaySeconds: 1 }) }) });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stacks.story(StackName)).join('\n')).toContain(
      'Action denied by stack policy: Statement [#1] does not allow [Update:Modify] for resource [Queue]',
    );
    const during = JSON.stringify({ Statement: [allow] });
    const body = template({ Queue: queue({ DelaySeconds: 1 }) });
    const again = await stacks.update({ StackName, TemplateBody: body, StackPolicyDuringUpdateBody: during });
    expect(again.StackStatus).toBe('UPDATE_COMPLETE');
  });
});
