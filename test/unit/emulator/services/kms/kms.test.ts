import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  type CreateKeyCommandInput,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ListAliasesCommand,
  PutKeyPolicyCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let kms: KMSClient;

beforeAll(async () => {
  emulator = await testEmulator();
  kms = new KMSClient(emulator.client);
});
afterAll(() => emulator.stop());

const key = async (more: CreateKeyCommandInput = {}) =>
  (await kms.send(new CreateKeyCommand(more))).KeyMetadata?.KeyId ?? '';
const encrypt = async (KeyId: string, text: string, EncryptionContext: Record<string, string> = {}) =>
  (await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from(text), EncryptionContext }))).CiphertextBlob ??
  new Uint8Array();
const decrypt = async (CiphertextBlob: Uint8Array, EncryptionContext: Record<string, string> = {}, KeyId?: string) => {
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId }));
  return Buffer.from(Plaintext ?? '').toString();
};

it('encrypts and decrypts under the context', async () => {
  const KeyId = await key();
  const sealed = await encrypt(KeyId, 'secret', { order: '1', tenant: 'a' });
  expect(Buffer.from(sealed).includes('secret')).toBe(false);
  expect(await decrypt(sealed, { tenant: 'a', order: '1' })).toBe('secret');
  expect(await encrypt(KeyId, 'secret')).not.toEqual(await encrypt(KeyId, 'secret'));
});

it('finds a key by alias and by ARN', async () => {
  const TargetKeyId = await key();
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/orders', TargetKeyId }));
  const sealed = await encrypt('alias/orders', 'x');
  expect(await decrypt(sealed, {}, 'arn:aws:kms:us-east-1:000000000000:alias/orders')).toBe('x');
  expect(await decrypt(sealed, {}, `arn:aws:kms:us-east-1:000000000000:key/${TargetKeyId}`)).toBe('x');
  const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId: TargetKeyId }));
  expect(Aliases?.map(({ AliasName }) => AliasName)).toEqual(['alias/orders']);
});

it('makes data keys, and changes the key of a ciphertext', async () => {
  const [a, b] = [await key(), await key()];
  const made = await kms.send(new GenerateDataKeyCommand({ KeyId: a, KeySpec: 'AES_256' }));
  expect(made.Plaintext).toHaveLength(32);
  const { CiphertextBlob: moved = new Uint8Array() } = await kms.send(
    new ReEncryptCommand({ CiphertextBlob: made.CiphertextBlob, DestinationKeyId: b }),
  );
  const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob: moved, KeyId: b }));
  expect(Plaintext).toEqual(made.Plaintext);
});

it('still decrypts what it encrypted before a rotation', async () => {
  const KeyId = await key();
  await kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
  const old = await encrypt(KeyId, 'old');
  await emulator.clock?.advance(91 * 24 * 3600_000);
  const fresh = await encrypt(KeyId, 'new');
  expect([await decrypt(old), await decrypt(fresh)]).toEqual(['old', 'new']);
});

it('is gone when its time has come, unless somebody changes their mind', async () => {
  const [a, b] = [await key(), await key()];
  const sealed = await encrypt(a, 'x');
  for (const KeyId of [a, b]) await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  await expect(decrypt(sealed)).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
  await kms.send(new CancelKeyDeletionCommand({ KeyId: b }));
  await emulator.clock?.advance(7 * 24 * 3600_000);
  await expect(decrypt(sealed)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: b }));
  expect(KeyMetadata?.KeyState).toBe('Disabled');
});

describe('key policies', () => {
  const arn = 'arn:aws:iam::000000000000:role/user';
  let asRole: KMSClient;
  beforeAll(async () => {
    const iam = new IAMClient(emulator.client);
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'user',
        AssumeRolePolicyDocument: document({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }),
      }),
    );
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: 'user',
        PolicyName: 'kms',
        PolicyDocument: document({ Effect: 'Allow', Action: 'kms:Encrypt', Resource: '*' }),
      }),
    );
    const { Credentials } = await new STSClient(emulator.client).send(
      new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'session' }),
    );
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    asRole = new KMSClient({
      ...emulator.client,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    });
  });

  const statement = (AWS: string, Action: string) => ({ Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' });
  const admin = statement('arn:aws:iam::000000000000:root', 'kms:PutKeyPolicy');
  it.each<[string, object[] | undefined, 'Encrypt' | 'Decrypt', boolean]>([
    ['the default policy leaves it to the identity', undefined, 'Encrypt', true],
    ['the default policy leaves it to the identity', undefined, 'Decrypt', false],
    ['a policy that names nobody', [admin], 'Encrypt', false],
    ['a policy that names the role', [admin, statement(arn, 'kms:Decrypt')], 'Decrypt', true],
  ])('%s: %j, %s allowed: %s', async (_name, statements, operation, allowed) => {
    const KeyId = await key();
    const sealed = await encrypt(KeyId, 'x');
    if (statements) {
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      await kms.send(new PutKeyPolicyCommand({ KeyId, Policy }));
    }
    const call =
      operation === 'Encrypt'
        ? asRole.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }))
        : asRole.send(new DecryptCommand({ CiphertextBlob: sealed }));
    await (allowed
      ? expect(call).resolves.toBeDefined()
      : expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' }));
  });
});

it.each<[string, () => Promise<unknown>, string]>([
  ['a key that is not there', () => encrypt('00000000-0000-4000-8000-000000000000', 'x'), 'NotFoundException'],
  ['an alias that is not there', () => encrypt('alias/nobody', 'x'), 'NotFoundException'],
  [
    'a disabled key',
    async () => {
      const KeyId = await key();
      await kms.send(new DisableKeyCommand({ KeyId }));
      return encrypt(KeyId, 'x');
    },
    'DisabledException',
  ],
  [
    'another context',
    async () => decrypt(await encrypt(await key(), 'x', { a: '1' }), { a: '2' }),
    'InvalidCiphertextException',
  ],
  [
    'a ciphertext that is none',
    () => decrypt(Buffer.from('no ciphertext at all, but as long as one would be, at least')),
    'InvalidCiphertextException',
  ],
  ['another key', async () => decrypt(await encrypt(await key(), 'x'), {}, await key()), 'IncorrectKeyException'],
  ['more than four kilobytes', async () => encrypt(await key(), 'x'.repeat(4097)), 'ValidationException'],
  [
    'a policy that locks everybody out',
    () =>
      key({
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"kms:Encrypt","Resource":"*"}]}',
      }),
    'MalformedPolicyDocumentException',
  ],
  ['a policy that is none', () => key({ Policy: 'no' }), 'MalformedPolicyDocumentException'],
  [
    'a key spec it has not',
    () => key({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN_VERIFY' }),
    'UnsupportedOperationException',
  ],
  [
    'an alias of AWS',
    async () => kms.send(new CreateAliasCommand({ AliasName: 'alias/aws/mine', TargetKeyId: await key() })),
    'NotAuthorizedException',
  ],
  [
    'an alias without its prefix',
    async () => kms.send(new CreateAliasCommand({ AliasName: 'mine', TargetKeyId: await key() })),
    'ValidationException',
  ],
  [
    'an alias twice',
    async () => kms.send(new CreateAliasCommand({ AliasName: 'alias/orders', TargetKeyId: await key() })),
    'AlreadyExistsException',
  ],
  [
    'six days',
    async () => kms.send(new ScheduleKeyDeletionCommand({ KeyId: await key(), PendingWindowInDays: 6 })),
    'ValidationException',
  ],
  [
    'a dry run',
    async () => kms.send(new EncryptCommand({ KeyId: await key(), Plaintext: Buffer.from('x'), DryRun: true })),
    'DryRunOperationException',
  ],
])('refuses %s', async (_name, send, name) => {
  await expect(send()).rejects.toMatchObject({ name });
});
