import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeArchiveCommand, DescribeRuleCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { markedEvent } from '../../tools/drill/marked-events.ts';
import { publishAll } from '../../tools/drill/publish.ts';
import { expectedDigest, loseReadModel, readModelDigest } from '../../tools/drill/read-model.ts';
import { type EmulatorProcess, startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';
import { type ClientOptions, clientOptions } from '../../tools/start/client-options.ts';
import { deploy } from '../../tools/start/deploy.ts';
import { type Deployment, readDeployment } from '../../tools/start/deployment.ts';
import { eventually } from '../support/deployed-application.ts';

// The same serverless.yml twice: a primary in one region, its standby in another.
const STANDBY = 'eu-west-1';
const events = Array.from({ length: 60 }, (_, number) => markedEvent(1, number));
let emulator: EmulatorProcess;
let primary: Deployment;
let here: ClientOptions;
let there: ClientOptions;
let from: number;

jest.setTimeout(240_000);
beforeAll(async () => {
  emulator = await startEmulatorProcess({ port: 0, data: undefined });
  here = clientOptions(emulator.endpoint);
  there = { ...here, region: STANDBY };
  await deploy(emulator.endpoint, () => undefined, ['--region', STANDBY, '--param', 'role=standby']);
  await deploy(emulator.endpoint, () => undefined, ['--param', `standbyRegion=${STANDBY}`]);
  primary = await readDeployment(here, 'trestle-local');
  from = Date.now() - 1000;
  await publishAll({ ...here, apiEndpoint: primary.apiEndpoint, githubSecret: '', githubTypes: [] }, events);
});
afterAll(() => emulator?.stop());

const isComplete = (client: ClientOptions) => async (): Promise<true | undefined> => {
  const { digest } = await readModelDigest(client, primary.orderViewsTable);
  return digest === expectedDigest(events).digest ? true : undefined;
};

// biome-ignore lint/suspicious/noExplicitAny: answers are of every form
async function replay(input: object): Promise<any> {
  const { Payload, FunctionError } = await new LambdaClient(there).send(
    new InvokeCommand({ FunctionName: 'trestle-local-replay', Payload: Buffer.from(JSON.stringify(input)) }),
  );
  const text = Buffer.from(Payload ?? []).toString('utf8');
  if (FunctionError) throw new Error(text);
  return JSON.parse(text);
}

test('every event reaches the standby region, which archives it and keeps its own read model', async () => {
  await eventually(isComplete(here), 'the read model of the primary');
  await eventually(isComplete(there), 'the read model of the standby');
  const archive = await new EventBridgeClient(there).send(
    new DescribeArchiveCommand({ ArchiveName: primary.archiveName }),
  );
  expect(archive.EventCount).toBe(events.length);
});

test('what acts on others waits in the standby region until it is promoted', async () => {
  const state = async (client: ClientOptions) => {
    const rule = { Name: 'placed-order-to-fulfilment', EventBusName: primary.busName };
    return (await new EventBridgeClient(client).send(new DescribeRuleCommand(rule))).State;
  };
  expect([await state(here), await state(there)]).toEqual(['ENABLED', 'DISABLED']);
});

test('the standby rebuilds its read model from its own archive, without the primary', async () => {
  await loseReadModel(there, primary.orderViewsTable);
  const plan = await replay({
    action: 'plan',
    from: new Date(from).toISOString(),
    to: new Date().toISOString(),
    rules: ['orders-to-queue'],
  });
  expect(plan.events.events).toBe(events.length);
  await replay({ action: 'start', planId: plan.planId });
  await eventually(isComplete(there), 'the read model, rebuilt');
  const orderId = events[0]?.data.orderId ?? '';
  const { Item } = await new DynamoDBClient(there).send(
    new GetItemCommand({ TableName: primary.orderViewsTable, Key: { orderId: { S: orderId } } }),
  );
  expect(Item?.status).toEqual({ S: 'CANCELLED' });
});
