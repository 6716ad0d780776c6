import { CreateKeyCommand, DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  AddTagsToResourceCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let ssm: SSMClient;

beforeAll(async () => {
  emulator = await testEmulator();
  ssm = new SSMClient(emulator.client);
});
afterAll(() => emulator.stop());

const put = (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
const get = async (Name: string, WithDecryption?: boolean) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

it('keeps versions, and finds them by number and label', async () => {
  await put('/app/url', 'one');
  const { Version } = await put('/app/url', 'two', { Overwrite: true });
  expect(Version).toBe(2);
  await ssm.send(
    new LabelParameterVersionCommand({ Name: '/app/url', ParameterVersion: 1, Labels: ['stable', '1bad'] }),
  );
  expect(await get('/app/url')).toMatchObject({
    Value: 'two',
    Version: 2,
    ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/app/url',
  });
  expect(await get('/app/url:1')).toMatchObject({ Value: 'one', Selector: ':1' });
  expect(await get('/app/url:stable')).toMatchObject({ Value: 'one' });
  expect((await get('arn:aws:ssm:us-east-1:000000000000:parameter/app/url'))?.Value).toBe('two');
  const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: '/app/url' }));
  expect(Parameters?.map(({ Value, Labels }) => [Value, Labels])).toEqual([
    ['one', ['stable']],
    ['two', []],
  ]);
});

it('encrypts a SecureString, under the key of AWS or of the account', async () => {
  await put('/app/secret', 'hidden', { Type: 'SecureString' });
  expect((await get('/app/secret'))?.Value).not.toContain('hidden');
  expect((await get('/app/secret', true))?.Value).toBe('hidden');
  const kms = new KMSClient(emulator.client);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await put('/app/own', 'mine', { Type: 'SecureString', KeyId: KeyMetadata?.KeyId });
  expect((await get('/app/own', true))?.Value).toBe('mine');
  await kms.send(new DisableKeyCommand({ KeyId: KeyMetadata?.KeyId }));
  await expect(get('/app/own', true)).rejects.toMatchObject({ name: 'DisabledException' });
});

it('reads many, and what lies below a path', async () => {
  await put('/tree/a', '1');
  await put('/tree/b/c', '2');
  await put('/treetop', '3');
  const many = await ssm.send(new GetParametersCommand({ Names: ['/tree/a', '/nowhere'] }));
  expect(many.Parameters?.map(({ Value }) => Value)).toEqual(['1']);
  expect(many.InvalidParameters).toEqual(['/nowhere']);
  const below = async (more: object) =>
    (await ssm.send(new GetParametersByPathCommand({ Path: '/tree', ...more }))).Parameters?.map(({ Name }) => Name);
  expect(await below({})).toEqual(['/tree/a']);
  expect(await below({ Recursive: true })).toEqual(['/tree/a', '/tree/b/c']);
  const page = await ssm.send(new GetParametersByPathCommand({ Path: '/tree/', Recursive: true, MaxResults: 1 }));
  expect(page.Parameters).toHaveLength(1);
  expect(await below({ Recursive: true, NextToken: page.NextToken })).toEqual(['/tree/b/c']);
});

it('describes parameters by filters', async () => {
  await put('plain', 'x', { Description: 'D', Tags: [{ Key: 'team', Value: 'a' }] });
  const names = async (Key: string, Option: string | undefined, ...Values: string[]) =>
    (await ssm.send(new DescribeParametersCommand({ ParameterFilters: [{ Key, Option, Values }] }))).Parameters?.map(
      ({ Name }) => Name,
    );
  expect(await names('Name', 'BeginsWith', '/tree')).toEqual(['/tree/a', '/tree/b/c', '/treetop']);
  expect(await names('Path', 'Recursive', '/tree')).toEqual(['/tree/a', '/tree/b/c']);
  expect(await names('Type', undefined, 'SecureString')).toEqual(['/app/own', '/app/secret']);
  expect(await names('tag:team', undefined, 'a')).toEqual(['plain']);
  await ssm.send(
    new AddTagsToResourceCommand({ ResourceType: 'Parameter', ResourceId: 'plain', Tags: [{ Key: 'b', Value: '2' }] }),
  );
  const { TagList } = await ssm.send(
    new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: 'plain' }),
  );
  expect(TagList).toEqual([
    { Key: 'team', Value: 'a' },
    { Key: 'b', Value: '2' },
  ]);
  const gone = await ssm.send(new DeleteParametersCommand({ Names: ['plain', 'nobody'] }));
  expect([gone.DeletedParameters, gone.InvalidParameters]).toEqual([['plain'], ['nobody']]);
});

it.each<[string, () => Promise<unknown>, string, RegExp]>([
  ['a parameter that is not there', () => get('/nobody'), 'ParameterNotFound', /not found/],
  [
    'a version that is not there',
    () => get('/app/url:9'),
    'ParameterVersionNotFound',
    /could not find version 9 of \/app\/url/,
  ],
  ['to write over one unasked', () => put('/app/url', 'x'), 'ParameterAlreadyExists', /set the overwrite option/],
  [
    'another type',
    () => put('/app/url', 'x', { Type: 'StringList', Overwrite: true }),
    'HierarchyTypeMismatchException',
    /changing a parameter type/,
  ],
  ['no type', () => put('/new', 'x', { Type: undefined }), 'ValidationException', /type is required/],
  ['a path without its slash', () => put('a/b', 'x'), 'ValidationException', /fully qualified name/],
  ['a name of AWS', () => put('/aws/x', 'x'), 'AccessDeniedException', /reserved parameter name/],
  ['a name of the service', () => put('ssm-x', 'x'), 'ValidationException', /can't be prefixed with "ssm"/],
  ['a name with a blank', () => put('a b', 'x'), 'ValidationException', /letters, numbers/],
  [
    'sixteen levels',
    () => put(`/${Array(16).fill('a').join('/')}`, 'x'),
    'HierarchyLevelLimitExceededException',
    /15 levels/,
  ],
  ['an empty value', () => put('/new', ''), 'ValidationException', /greater than or equal to 1/],
  [
    'more than four kilobytes',
    () => put('/new', 'x'.repeat(4097)),
    'ValidationException',
    /maximum parameter value of 4096/,
  ],
  [
    'more than eight',
    () => put('/new', 'x'.repeat(8193), { Tier: 'Advanced' }),
    'ValidationException',
    /maximum parameter value of 8192/,
  ],
  ['a value that nests', () => put('/new', '{{ssm:x}}'), 'ValidationException', /nest another parameter/],
  [
    'a value that does not fit',
    () => put('/new', 'x', { AllowedPattern: '\\d+' }),
    'ParameterPatternMismatchException',
    /validated against allowedPattern/,
  ],
  [
    'tags with overwrite',
    () => put('/app/url', 'x', { Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }),
    'ValidationException',
    /tags and overwrite/,
  ],
  [
    'a path without its slash to read',
    () => ssm.send(new GetParametersByPathCommand({ Path: 'tree' })),
    'ValidationException',
    /must begin with a forward slash/,
  ],
  [
    'an option that the key has not',
    () =>
      ssm.send(
        new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Type', Option: 'Contains', Values: ['x'] }] }),
      ),
    'InvalidFilterOption',
    /not valid: Contains/,
  ],
  [
    'tags of something else',
    () => ssm.send(new ListTagsForResourceCommand({ ResourceType: 'Document', ResourceId: 'x' })),
    'InvalidResourceType',
    /Document/,
  ],
])('refuses %s', async (_name, send, name, message) => {
  await expect(send()).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
});
