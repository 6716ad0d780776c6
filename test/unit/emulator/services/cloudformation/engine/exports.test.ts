import { ListExportsCommand, ListImportsCommand } from '@aws-sdk/client-cloudformation';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';

let stacks: StackDriver;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
});
afterAll(() => stacks.emulator.stop());

const exporting = (Value: string, Name = 'shared'): string =>
  JSON.stringify({ Resources: { Q: { Type: 'AWS::SQS::Queue' } }, Outputs: { O: { Value, Export: { Name } } } });
const importing = JSON.stringify({
  Resources: {
    G: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::ImportValue': { 'Fn::Sub': 'shared' } } } },
  },
});
const reasonOf = async (stack: string): Promise<string> => (await stacks.story(stack)).join('\n');

it('hands values from stack to stack, and holds on to those in use', async () => {
  await stacks.create({ StackName: 'out', TemplateBody: exporting('one') });
  await stacks.create({ StackName: 'in', TemplateBody: importing });
  expect((await stacks.client.send(new ListExportsCommand({}))).Exports).toEqual([
    { Name: 'shared', Value: 'one', ExportingStackId: (await stacks.describe('out')).StackId },
  ]);
  expect((await stacks.client.send(new ListImportsCommand({ ExportName: 'shared' }))).Imports).toEqual(['in']);
  expect(await stacks.physicalIds('in', 'G')).toEqual(['one']);

  expect((await stacks.create({ StackName: 'rival', TemplateBody: exporting('two') })).StackStatus).toBe(
    'ROLLBACK_COMPLETE',
  );
  expect(await reasonOf('rival')).toContain(
    'Export with name shared is already exported by stack out. Rollback requested by user.',
  );

  expect((await stacks.update({ StackName: 'out', TemplateBody: exporting('two') })).StackStatus).toBe(
    'UPDATE_ROLLBACK_COMPLETE',
  );
  expect(await reasonOf('out')).toContain('Export shared cannot be updated as it is in use by in');

  await stacks.update({ StackName: 'out', TemplateBody: exporting('one', 'other') });
  expect(await reasonOf('out')).toContain('Delete canceled. Cannot delete export shared as it is in use by in.');
  expect((await stacks.describe('out')).Outputs?.[0]?.ExportName).toBe('shared');

  expect((await stacks.remove('out')).StackStatus).toBe('DELETE_FAILED');
  expect((await stacks.remove('in')).StackStatus).toBe('DELETE_COMPLETE');
  expect((await stacks.remove('out')).StackStatus).toBe('DELETE_COMPLETE');
  expect((await stacks.client.send(new ListExportsCommand({}))).Exports ?? []).toEqual([]);
});

it.each<[string, string]>([
  ['nothing', "Export 'nothing' does not exist."],
  ['lonely', "Export 'lonely' is not imported by any stack."],
])('cannot list the imports of %s', async (ExportName, message) => {
  await stacks.create({ StackName: `of-${ExportName}`, TemplateBody: exporting('x', 'lonely') }).catch(() => undefined);
  await expect(stacks.client.send(new ListImportsCommand({ ExportName }))).rejects.toThrow(message);
});

const outputs = (...exported: readonly [name: unknown, condition?: string][]): string =>
  JSON.stringify({
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
    Conditions: {
      Dev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
      Live: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] },
    },
    Resources: { Q: { Type: 'AWS::SQS::Queue' } },
    Outputs: Object.fromEntries(
      exported.map(([Name, Condition], index) => [
        `O${index}`,
        { Value: 'x', Export: { Name }, ...(Condition ? { Condition } : {}) },
      ]),
    ),
  });
const twice = (names: string): string =>
  `Template format error: The Outputs section contains duplicate Export names: [${names}]. Specify a unique name for each export.`;
const DEPENDS =
  'Template format error: Output O0 is malformed. The Name field of Export must not depend on any resources, imported values, or Fn::GetAZs.';

describe('names of exports are known, and unlike, before anything is made', () => {
  it.each<[string, string]>([
    [outputs(['a'], ['a']), twice('a')],
    [outputs(['a'], ['b'], ['a'], ['b'], ['a']), twice('a, b')],
    [outputs(['dev-a'], [{ 'Fn::Join': ['-', [{ Ref: 'Stage' }, 'a']] }]), twice('dev-a')],
    [outputs(['a', 'Dev'], ['a']), twice('a')],
    [outputs([{ Ref: 'Q' }]), DEPENDS],
    [outputs([{ 'Fn::GetAtt': ['Q', 'QueueName'] }]), DEPENDS],
    [outputs([{ 'Fn::ImportValue': 'a' }]), DEPENDS],
  ])('%s', async (TemplateBody, message) => {
    await expect(stacks.create({ StackName: 'names', TemplateBody })).rejects.toMatchObject({
      name: 'ValidationError',
      message,
    });
    await expect(stacks.describe('names')).rejects.toThrow('does not exist');
  });

  it('but for those of which a condition leaves one', async () => {
    const TemplateBody = outputs(['one-of-two', 'Dev'], ['one-of-two', 'Live']);
    expect((await stacks.create({ StackName: 'one-of-two', TemplateBody })).StackStatus).toBe('CREATE_COMPLETE');
  });
});
