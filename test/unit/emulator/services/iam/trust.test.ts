import { CreateRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let iam: IAMClient;
const trust = (AWS: string | string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
  });
const create = (RoleName: string, principal: string | string[]) =>
  iam.send(new CreateRoleCommand({ RoleName, Path: '/p/', AssumeRolePolicyDocument: trust(principal) }));

beforeAll(async () => {
  emulator = await testEmulator();
  iam = new IAMClient(emulator.client);
  await create('there', '000000000000');
});
afterAll(() => emulator.stop());

it.each([
  ['a role that is not there', 'arn:aws:iam::000000000000:role/none'],
  ['a role of another account', 'arn:aws:iam::111111111111:role/p/there'],
  ['a user', 'arn:aws:iam::000000000000:user/u'],
])('a role does not trust %s', async (_name, principal) => {
  const refusal = {
    name: 'MalformedPolicyDocumentException',
    message: `Invalid principal in policy: "AWS":"${principal}"`,
  };
  await expect(create('made', principal)).rejects.toMatchObject(refusal);
  const update = iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'there', PolicyDocument: trust(['000000000000', principal]) }),
  );
  await expect(update).rejects.toMatchObject(refusal);
});

it('a role trusts one that is there', async () => {
  await expect(create('trusting', 'arn:aws:iam::000000000000:role/p/there')).resolves.toBeDefined();
});

it('a trust policy has 2,048 characters at most', async () => {
  const accounts = Array.from({ length: 140 }, (_, i) => String(100_000_000_000 + i));
  await expect(create('long', accounts)).rejects.toMatchObject({
    name: 'LimitExceededException',
    message: 'Cannot exceed quota for ACLSizePerRole: 2048',
  });
});
