import { DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { groupNamed, queue, template } from '../../../../../support/templates.ts';

let stacks: StackDriver;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
});
afterAll(() => stacks.emulator.stop());

describe('a stack that is deleted', () => {
  it('deletes in the opposite order, keeps what is retained, and is remembered by its ARN', async () => {
    const StackName = stacks.name();
    const TemplateBody = template({
      Kept: queue({}, { DeletionPolicy: 'Retain' }),
      Queue: queue(),
      Group: groupNamed({ 'Fn::GetAtt': ['Queue', 'QueueName'] }),
    });
    const { StackId = '' } = await stacks.create({ StackName, TemplateBody });
    await stacks.remove(StackName);
    await expect(stacks.client.send(new DescribeStacksCommand({ StackName }))).rejects.toThrow('does not exist');
    const story = await stacks.story(StackId);
    expect(story.slice(-4)).toEqual([
      'Group DELETE_COMPLETE',
      'Queue DELETE_IN_PROGRESS',
      'Queue DELETE_COMPLETE',
      `${StackName} DELETE_COMPLETE`,
    ]);
    expect(story).toContain('Kept DELETE_SKIPPED');
    expect(await stacks.queueCount(StackName)).toBe(1);
  });

  it('stays where something cannot be deleted, and goes where that is retained', async () => {
    const StackName = stacks.name();
    const { StackId } = await stacks.create({
      StackName,
      TemplateBody: template({ Bucket: { Type: 'AWS::S3::Bucket' } }),
    });
    const [Bucket] = await stacks.physicalIds(StackName, 'Bucket');
    await stacks.emulator.aws.call(stacks.caller, 's3', 'PutObject', { Bucket, Key: 'a', Body: new Uint8Array(1) });
    await stacks.remove(StackName);
    expect((await stacks.story(StackName)).slice(-2)).toEqual([
      expect.stringContaining(
        'Bucket DELETE_FAILED Resource handler returned message: "The bucket you tried to delete is not empty',
      ),
      `${StackName} DELETE_FAILED The following resource(s) failed to delete: [Bucket]. `,
    ]);
    await stacks.remove(StackName, { RetainResources: ['Bucket'] });
    expect((await stacks.describe(StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  });

  it('goes by force, though something stays', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ Bucket: { Type: 'AWS::S3::Bucket' } }) });
    const [Bucket] = await stacks.physicalIds(StackName, 'Bucket');
    await stacks.emulator.aws.call(stacks.caller, 's3', 'PutObject', { Bucket, Key: 'a', Body: new Uint8Array(1) });
    const force = { DeletionMode: 'FORCE_DELETE_STACK' as const };
    await expect(stacks.remove(StackName, force)).rejects.toThrow('specify FORCE_DELETE_STACK only when');
    await stacks.remove(StackName);
    expect((await stacks.remove(StackName, force)).StackStatus).toBe('DELETE_COMPLETE');
  });

  it('is protected', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody: template({ Queue: queue() }), EnableTerminationProtection: true });
    await expect(stacks.client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow(
      `Stack [${StackName}] cannot be deleted while TerminationProtection is enabled`,
    );
  });
});
