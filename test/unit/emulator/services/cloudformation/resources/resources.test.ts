import { UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { eventsRows } from './rows/events.ts';
import { httpApisRows } from './rows/http-apis.ts';
import { identityRows } from './rows/identity.ts';
import { lambdaRows } from './rows/lambda.ts';
import { messagingRows } from './rows/messaging.ts';
import { observationRows } from './rows/observation.ts';
import { att, ref } from './rows/parts.ts';
import { storageRows } from './rows/storage.ts';
import { workflowsRows } from './rows/workflows.ts';

let stacks: StackDriver;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
});
afterAll(() => stacks.emulator.stop());

const ROWS = [
  ...eventsRows,
  ...httpApisRows,
  ...identityRows,
  ...lambdaRows,
  ...messagingRows,
  ...observationRows,
  ...storageRows,
  ...workflowsRows,
];

const filled = (value: unknown, physicalId: string): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"$ref"', JSON.stringify(physicalId)));

describe.each(ROWS)('$type', ({ type, beside = {}, before, after, ref: reference, attributes = {}, shows }) => {
  const StackName = `of-${type.split('::').slice(1).join('-')}`;
  const body = (Properties: object): string =>
    JSON.stringify({
      Resources: { ...beside, It: { Type: type, Properties } },
      Outputs: {
        Ref: { Value: ref('It') },
        ...Object.fromEntries(Object.keys(attributes).map((name) => [name, { Value: att('It', name) }])),
      },
    });
  const capabilities = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
  const why = async (id: string): Promise<string> =>
    (await stacks.story(id)).filter((line) => line.includes('FAILED')).join('\n');

  it('is made, left alone, changed and deleted', async () => {
    const made = await stacks.create({ StackName, TemplateBody: body(before), ...capabilities });
    expect(await why(StackName)).toBe('');
    const outputs = Object.fromEntries(
      (made.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]),
    );
    expect(outputs.Ref).toMatch(reference);
    for (const [name, pattern] of Object.entries(attributes)) expect(outputs[name]).toMatch(pattern);
    const same = new UpdateStackCommand({ StackName, TemplateBody: body(before), ...capabilities });
    await expect(stacks.client.send(same)).rejects.toThrow('No updates are to be performed.');
    if (after) {
      const changed = await stacks.update({ StackName, TemplateBody: body(after), ...capabilities });
      expect(await why(StackName)).toBe('');
      expect(changed.StackStatus).toBe('UPDATE_COMPLETE');
      expect(await stacks.physicalIds(StackName, 'It')).toEqual([outputs.Ref]);
    }
    if (shows) {
      const [service, operation, input, expected] = shows;
      const found = await stacks.emulator.aws.call(
        stacks.caller,
        service,
        operation,
        filled(input, outputs.Ref ?? '') as object,
      );
      expect(found).toMatchObject(expected);
    }
    const gone = await stacks.remove(StackName);
    expect(await why(made.StackId ?? '')).toBe('');
    expect(gone.StackStatus).toBe('DELETE_COMPLETE');
  });
});
