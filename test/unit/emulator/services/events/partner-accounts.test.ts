import {
  CreatePartnerEventSourceCommand,
  DeletePartnerEventSourceCommand,
  DescribePartnerEventSourceCommand,
  EventBridgeClient,
  ListPartnerEventSourceAccountsCommand,
  ListPartnerEventSourcesCommand,
  PutPartnerEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

const Name = 'aws.partner/acme.example/tenant';
const calls: readonly [string, () => object][] = [
  ['CreatePartnerEventSource', () => new CreatePartnerEventSourceCommand({ Name, Account: '333333333333' })],
  ['DescribePartnerEventSource', () => new DescribePartnerEventSourceCommand({ Name })],
  ['ListPartnerEventSources', () => new ListPartnerEventSourcesCommand({ NamePrefix: 'aws.partner/acme.example/' })],
  ['ListPartnerEventSourceAccounts', () => new ListPartnerEventSourceAccountsCommand({ EventSourceName: Name })],
  [
    'PutPartnerEvents',
    () => new PutPartnerEventsCommand({ Entries: [{ Source: Name, DetailType: 't', Detail: '{}' }] }),
  ],
  ['DeletePartnerEventSource', () => new DeletePartnerEventSourceCommand({ Name, Account: '333333333333' })],
];

describe.each<[string, readonly string[] | undefined, string, boolean]>([
  ['the default', undefined, '000000000000', true],
  ['the default', undefined, '222222222222', false],
  ['nobody', [], '000000000000', false],
  ['others', ['222222222222'], '000000000000', false],
  ['others', ['222222222222'], '222222222222', true],
])('with %s registered as partner', (_who, partnerAccounts, accessKeyId, may) => {
  let emulator: TestEmulator;
  beforeAll(async () => {
    emulator = await testEmulator(partnerAccounts ? { events: { partnerAccounts } } : {});
  });
  afterAll(() => emulator.stop());

  it.each(calls)(`${may ? 'grants' : 'refuses'} ${accessKeyId} %s`, async (_name, command) => {
    const events = new EventBridgeClient({ ...emulator.client, credentials: { accessKeyId, secretAccessKey: 'x' } });
    const outcome = events.send(command() as never);
    if (may) await expect(outcome).resolves.toBeDefined();
    else {
      await expect(outcome).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: `The account ${accessKeyId} is not registered as an Amazon EventBridge partner.`,
      });
    }
  });
});
