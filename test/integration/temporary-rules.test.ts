import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { markedEvent } from '../../tools/drill/marked-events.ts';
import { publishAll } from '../../tools/drill/publish.ts';
import { makeBlueprint, openWorld, removeBlueprint, type World } from '../../tools/drill/world.ts';
import { eventually } from '../support/deployed-application.ts';

// Rules that are made for one replay go away after it, whenever the emulator is killed.
let world: World;
let events: EventBridgeClient;
let window: { readonly from: string; readonly to: string };
jest.setTimeout(240_000);
afterAll(() => world?.stop());

const EventBusName = 'trestle-local';
const temporary = async (): Promise<readonly string[]> => {
  const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName, NamePrefix: 'replay.' }));
  return Rules.map(({ Name = '' }) => Name);
};

beforeAll(async () => {
  const blueprint = await makeBlueprint();
  world = await openWorld(blueprint);
  removeBlueprint(blueprint);
  events = new EventBridgeClient(world.client);
  const { apiEndpoint } = world.deployment;
  const from = new Date(Date.now() - 1000).toISOString();
  const published = Array.from({ length: 10 }, (_, number) => markedEvent(2, number));
  await publishAll({ ...world.client, apiEndpoint, githubSecret: '', githubTypes: [] }, published);
  window = { from, to: new Date().toISOString() };
});

/** Starts a replay to the shadow queue, and waits until its rule is there, with its target. */
async function untilThereIsARule(): Promise<string> {
  const { planId } = await world.invoke<{ planId: string }>('replay', { action: 'plan', ...window, queue: 'shadow' });
  await world.invoke('replay', { action: 'start', planId });
  await eventually(async () => {
    const [Rule] = await temporary();
    if (Rule === undefined) return undefined;
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule, EventBusName }));
    return Targets.length > 0 || undefined;
  }, 'the temporary rule');
  return planId;
}
const ended = (planId: string) =>
  eventually(async () => {
    const run = await world.invoke<{ state: string; endedAt?: string }>('replay', { action: 'status', planId });
    return run.endedAt === undefined ? undefined : run;
  }, `the end of ${planId}`);
const untilThereIsNone = () =>
  eventually(async () => ((await temporary()).length === 0 ? true : undefined), 'no temporary rule');

test('killed between making a rule and removing it', async () => {
  const planId = await untilThereIsARule();
  await world.crash();
  expect(await ended(planId)).toMatchObject({ state: 'SUCCEEDED', receipt: { verdict: 'complete', replayed: 10 } });
  await untilThereIsNone();
});

test('killed between the end of a run and its cleaning up', async () => {
  const planId = await untilThereIsARule();
  const executionArn = `arn:aws:states:us-east-1:000000000000:execution:trestle-local-disaster-recovery:${planId}`;
  await new SFNClient(world.client).send(new StopExecutionCommand({ executionArn }));
  await world.crash();
  expect(await ended(planId)).toMatchObject({ state: 'ABORTED' });
  await untilThereIsNone();
});

test('a rule that came after its run was cleaned up goes with the next sweep', async () => {
  const planId = await untilThereIsARule();
  await world.invoke('replay', { action: 'cancel', planId }).catch(() => ended(planId));
  await untilThereIsNone();
  const late = { Name: `replay.${planId}`, EventBusName, EventPattern: '{"replay-name":["none"]}' };
  await events.send(new PutRuleCommand(late));
  expect(await world.invoke('sweep-replays', {})).toEqual({ swept: [planId] });
  expect(await temporary()).toEqual([]);
});
