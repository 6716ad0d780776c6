import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CancelUpdateStackCommand,
  ContinueUpdateRollbackCommand,
  CreateStackCommand,
  DeleteStackCommand,
  RollbackStackCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { type TestEmulatorOptions, testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { queue, template } from '../../../../../support/templates.ts';

/** A resource that is in the making until somebody signals, or a minute has passed. */
const waiting = (more: object = {}) => ({
  Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
  Wait: { Type: 'AWS::CloudFormation::WaitCondition', Properties: { Handle: { Ref: 'Handle' }, Timeout: 60 }, ...more },
});

let stacks: StackDriver;
const begin = async (options?: TestEmulatorOptions): Promise<void> => {
  stacks = stackDriver(await testEmulator(options));
};
const signal = (url: string, body: object = { Status: 'SUCCESS', UniqueId: '1', Data: 'ok' }): Promise<Response> =>
  fetch(`${stacks.emulator.endpoint}${new URL(url).pathname}`, { method: 'PUT', body: JSON.stringify(body) });

describe('a process that ends in the middle', () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-cfn-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('goes on with what it had begun: making, changing and deleting', async () => {
    await begin({ data });
    const body = template({
      First: queue(),
      ...waiting({ DependsOn: 'First' }),
      Last: queue({}, { DependsOn: 'Wait' }),
    });
    await stacks.client.send(new CreateStackCommand({ StackName: 's', TemplateBody: body }));
    const [url = '', first] = await stacks.physicalIds('s', 'Handle', 'First');
    await stacks.emulator.stop();

    await begin({ data });
    expect((await stacks.describe('s')).StackStatus).toBe('CREATE_IN_PROGRESS');
    expect((await signal(url)).status).toBe(200);
    expect((await stacks.rest('s')).StackStatus).toBe('CREATE_COMPLETE');
    expect(await stacks.physicalIds('s', 'First')).toEqual([first]);

    const changed = template({
      First: queue({ DelaySeconds: 1 }),
      Handle2: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      Wait: {
        Type: 'AWS::CloudFormation::WaitCondition',
        DependsOn: 'First',
        Properties: { Handle: { Ref: 'Handle2' } },
      },
      More: {
        Type: 'AWS::CloudFormation::WaitCondition',
        DependsOn: 'Wait',
        Properties: { Handle: { Ref: 'Handle2' }, Timeout: 60 },
      },
    });
    await stacks.client.send(new UpdateStackCommand({ StackName: 's', TemplateBody: changed }));
    await stacks.emulator.stop();

    await begin({ data });
    const [again = ''] = await stacks.physicalIds('s', 'Handle2');
    expect((await signal(again)).status).toBe(200);
    expect((await stacks.rest('s')).StackStatus).toBe('UPDATE_COMPLETE');
    expect(await stacks.physicalIds('s', 'First')).toEqual([first]);
    expect(await stacks.queueCount('s')).toBe(1);

    await stacks.client.send(new DeleteStackCommand({ StackName: 's' }));
    await stacks.emulator.stop();
    await begin({ data });
    const { StackSummaries = [] } = await stacks.emulator.aws.call<{
      StackSummaries?: { StackStatus: string; StackId: string }[];
    }>(stacks.caller, 'cloudformation', 'ListStacks', {});
    await stacks.rest(StackSummaries[0]?.StackId ?? '');
    expect(await stacks.queueCount('s')).toBe(0);
    await stacks.emulator.stop();
  });
});

describe('operations that are called off or go wrong', () => {
  beforeAll(async () => await begin());
  afterAll(() => stacks.emulator.stop());

  it.each<[string, object, string]>([
    ['in time', { Status: 'SUCCESS', UniqueId: 'a', Data: 'done' }, 'CREATE_COMPLETE'],
    ['with a failure', { Status: 'FAILURE', UniqueId: 'a', Reason: 'broken' }, 'ROLLBACK_COMPLETE'],
  ])('a wait condition that is signalled %s', async (how, body, status) => {
    const StackName = `wait-${how.replaceAll(' ', '-')}`;
    await stacks.client.send(new CreateStackCommand({ StackName, TemplateBody: template(waiting()) }));
    const [url = ''] = await stacks.physicalIds(StackName, 'Handle');
    await signal(url, body);
    expect((await stacks.rest(StackName)).StackStatus).toBe(status);
  });

  it('a wait condition that nobody signals', async () => {
    const stack = await stacks.create({ StackName: 'silence', TemplateBody: template(waiting()) });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stacks.story('silence')).join('\n')).toContain(
      'Wait CREATE_FAILED WaitCondition timed out. Received 0 conditions when expecting 1',
    );
  });

  it('a creation that takes too long', async () => {
    const TemplateBody = template({ ...waiting(), Late: queue({}, { DependsOn: 'Wait' }) });
    await stacks.client.send(new CreateStackCommand({ StackName: 'slow', TemplateBody, TimeoutInMinutes: 1 }));
    const [url = ''] = await stacks.physicalIds('slow', 'Handle');
    await stacks.emulator.clock?.advance(59_999);
    await signal(url);
    expect((await stacks.rest('slow')).StackStatus).toBe('CREATE_COMPLETE');
  });

  it('an update that is cancelled', async () => {
    await stacks.create({ StackName: 'calm', TemplateBody: template({ A: queue() }) });
    const Late = queue({}, { DependsOn: 'Wait' });
    const TemplateBody = template({ A: queue({ DelaySeconds: 3 }), ...waiting(), Late });
    await stacks.client.send(new UpdateStackCommand({ StackName: 'calm', TemplateBody }));
    await stacks.client.send(new CancelUpdateStackCommand({ StackName: 'calm' }));
    expect((await stacks.rest('calm')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await stacks.resources('calm')).toEqual({ A: 'UPDATE_COMPLETE' });
    const story = await stacks.story('calm');
    expect(story).toContain('calm UPDATE_ROLLBACK_IN_PROGRESS User Initiated');
    expect(story).toContain('Wait CREATE_FAILED Resource creation cancelled');
    await expect(stacks.client.send(new CancelUpdateStackCommand({ StackName: 'calm' }))).rejects.toThrow(
      'CancelUpdateStack cannot be called from current stack status',
    );
  });

  it('a resource that waits while another fails', async () => {
    const TemplateBody = template({ ...waiting(), Bad: queue({ Foo: 1 }, { DependsOn: 'Handle' }) });
    const { StackName } = await stacks.create({ StackName: 'siblings', TemplateBody });
    expect(await stacks.story(StackName)).toEqual(
      expect.arrayContaining([
        'Wait CREATE_FAILED Resource creation cancelled',
        'siblings ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad, Wait]. Rollback requested by user.',
      ]),
    );
  });

  it('a stack that is deleted while it is made', async () => {
    const TemplateBody = template({ A: queue(), ...waiting() });
    const { StackId = '' } = await stacks.client.send(new CreateStackCommand({ StackName: 'brief', TemplateBody }));
    await stacks.client.send(new DeleteStackCommand({ StackName: 'brief' }));
    expect((await stacks.rest(StackId)).StackStatus).toBe('DELETE_COMPLETE');
    expect(await stacks.queueCount('brief')).toBe(0);
  });

  it('an update without a rollback, rolled back later', async () => {
    await stacks.create({ StackName: 'keep', TemplateBody: template({ A: queue({ DelaySeconds: 1 }) }) });
    const TemplateBody = template({ A: queue({ DelaySeconds: 2 }), Bad: queue({ Foo: 1 }, { DependsOn: 'A' }) });
    const stack = await stacks.update({ StackName: 'keep', TemplateBody, DisableRollback: true });
    expect(stack.StackStatus).toBe('UPDATE_FAILED');
    expect(await stacks.resources('keep')).toEqual({ A: 'UPDATE_COMPLETE', Bad: 'CREATE_FAILED' });
    await stacks.client.send(new RollbackStackCommand({ StackName: 'keep' }));
    expect((await stacks.rest('keep')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await stacks.resources('keep')).toEqual({ A: 'UPDATE_COMPLETE' });
    await expect(stacks.client.send(new RollbackStackCommand({ StackName: 'keep' }))).rejects.toThrow(
      'can not be rolled back',
    );
  });

  it('a rollback that fails, and goes on without what failed', async () => {
    await stacks.create({ StackName: 'stuck', TemplateBody: template({ A: queue({ DelaySeconds: 1 }), B: queue() }) });
    const [QueueUrl] = await stacks.physicalIds('stuck', 'A');
    const TemplateBody = template({ A: queue({ DelaySeconds: 2 }), ...waiting({ DependsOn: 'A' }) });
    await stacks.client.send(new UpdateStackCommand({ StackName: 'stuck', TemplateBody }));
    await stacks.emulator.aws.call(stacks.caller, 'sqs', 'DeleteQueue', { QueueUrl });
    const failed = await stacks.rest('stuck');
    expect(failed).toMatchObject({
      StackStatus: 'UPDATE_ROLLBACK_FAILED',
      StackStatusReason: 'The following resource(s) failed to update: [A]. ',
    });
    await expect(
      stacks.client.send(new ContinueUpdateRollbackCommand({ StackName: 'stuck', ResourcesToSkip: ['B'] })),
    ).rejects.toThrow('Specified resource-to-skip [B] is not in UPDATE_FAILED state.');
    await stacks.client.send(new ContinueUpdateRollbackCommand({ StackName: 'stuck', ResourcesToSkip: ['A'] }));
    expect((await stacks.rest('stuck')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});
