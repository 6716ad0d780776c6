import { CreateConnectionCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CreateSecretCommand,
  type Filter,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let secrets: SecretsManagerClient;
beforeAll(async () => {
  emulator = await testEmulator();
  secrets = new SecretsManagerClient(emulator.client);
  const make = (Name: string, Description: string, tags: Record<string, string>) =>
    secrets.send(
      new CreateSecretCommand({
        Name,
        Description,
        SecretString: 's',
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
  await make('shop/key', 'Key of the shop', { team: 'blue' });
  await make('shop/password', 'password of the shop', { team: 'green', Cost: 'low' });
  await make('Other', 'something else', {});
  await new EventBridgeClient(emulator.client).send(
    new CreateConnectionCommand({
      Name: 'c',
      AuthorizationType: 'BASIC',
      AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } },
    }),
  );
});
afterAll(() => emulator.stop());

it.each<[string, Filter[], string[]]>([
  ['none', [], ['Other', 'events!connection', 'shop/key', 'shop/password']],
  ['a name', [{ Key: 'name', Values: ['shop/'] }], ['shop/key', 'shop/password']],
  ['a name in another case', [{ Key: 'name', Values: ['SHOP'] }], []],
  ['the middle of a name', [{ Key: 'name', Values: ['key'] }], []],
  ['two names', [{ Key: 'name', Values: ['shop/key', 'O'] }], ['Other', 'shop/key']],
  ['another name', [{ Key: 'name', Values: ['!shop'] }], ['Other', 'events!connection']],
  ['a description in any case', [{ Key: 'description', Values: ['key OF'] }], ['shop/key']],
  ['a tag', [{ Key: 'tag-key', Values: ['Cost'] }], ['shop/password']],
  ['a tag in another case', [{ Key: 'tag-key', Values: ['cost'] }], []],
  ['a tag’s value', [{ Key: 'tag-value', Values: ['bl'] }], ['shop/key']],
  ['its service', [{ Key: 'owning-service', Values: ['events'] }], ['events!connection']],
  ['no service', [{ Key: 'owning-service', Values: ['!events'] }], ['Other', 'shop/key', 'shop/password']],
  ['another region', [{ Key: 'primary-region', Values: ['eu'] }], []],
  ['words', [{ Key: 'all', Values: ['SHOP green'] }], ['shop/password']],
  [
    'two filters',
    [
      { Key: 'name', Values: ['shop'] },
      { Key: 'tag-value', Values: ['green'] },
    ],
    ['shop/password'],
  ],
])('lists by %s', async (_name, Filters, names) => {
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({ Filters }));
  expect(SecretList.map(({ Name = '' }) => Name.replace(/^(events!connection).*/, '$1')).sort()).toEqual(names.sort());
});
