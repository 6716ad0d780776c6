import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type StatesWorld, statesWorld } from '../../../../support/states.ts';

let emulator: TestEmulator;
let world: StatesWorld;

beforeAll(async () => {
  emulator = await testEmulator();
  world = await statesWorld(emulator);
});
afterAll(() => emulator.stop());

const PASS = { A: { Type: 'Pass', End: true } };
const WAIT = { A: { Type: 'Wait', Seconds: 60, End: true } };
const FAIL = { A: { Type: 'Fail', Error: 'E', Cause: 'C' } };
const EXPRESS = { type: 'EXPRESS' };

describe('an execution', () => {
  it('runs to its end, and tells its history by pages in both directions', async () => {
    const executionArn = await world.start(await world.machine(PASS), { x: 1 });
    expect(await world.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"x":1}',
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
    });
    const ids: (number | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await world.sfn.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 3, reverseOrder: true, nextToken }),
      );
      ids.push(...(page.events ?? []).map(({ id }) => id));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(ids).toEqual([4, 3, 2, 1]);
    const { events } = await world.sfn.send(
      new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
    );
    expect(events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'A' });
  });

  it('waits as long as it should, and no longer', async () => {
    const executionArn = await world.start(await world.machine(WAIT));
    await emulator.clock?.advance(59_000);
    expect((await world.describe(executionArn)).status).toBe('RUNNING');
    await emulator.clock?.advance(1_000);
    expect((await world.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  it('keeps to the definition it was started with', async () => {
    const stateMachineArn = await world.machine(WAIT);
    const executionArn = await world.start(stateMachineArn);
    const definition = JSON.stringify({ StartAt: 'B', States: { B: { Type: 'Fail' } } });
    await world.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    const before = await world.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(before.definition).toContain('Wait');
    await emulator.clock?.advance(60_000);
    expect((await world.describe(executionArn)).status).toBe('SUCCEEDED');
  });

  it('is stopped, and stopping it again changes nothing', async () => {
    const executionArn = await world.start(await world.machine(WAIT));
    const first = await world.sfn.send(new StopExecutionCommand({ executionArn, error: 'Manual', cause: 'probe' }));
    await emulator.clock?.advance(5_000);
    const again = await world.sfn.send(new StopExecutionCommand({ executionArn }));
    expect(again.stopDate).toEqual(first.stopDate);
    expect(await world.describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Manual', cause: 'probe' });
  });

  it('can be redriven while its time lasts', async () => {
    const executionArn = await world.start(await world.machine(FAIL));
    expect((await world.describe(executionArn)).redriveStatus).toBe('REDRIVABLE');
    await world.sfn.send(new RedriveExecutionCommand({ executionArn }));
    expect(await world.describe(executionArn)).toMatchObject({ status: 'FAILED', redriveCount: 1 });
    await emulator.clock?.advance(15 * 86_400_000);
    await expect(world.sfn.send(new RedriveExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
    });
  });

  it('is forgotten, and its name free, after ninety days', async () => {
    const stateMachineArn = await world.machine(PASS);
    const executionArn = await world.start(stateMachineArn, {}, 'again');
    await expect(world.start(stateMachineArn, {}, 'again')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await emulator.clock?.advance(92 * 86_400_000);
    await expect(world.describe(executionArn)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    expect(await world.start(stateMachineArn, {}, 'again')).toBe(executionArn);
  });

  it('of the same name and input that still runs is the same', async () => {
    const stateMachineArn = await world.machine(WAIT);
    const first = await world.start(stateMachineArn, { a: 1 }, 'twice');
    expect(await world.start(stateMachineArn, { a: 1 }, 'twice')).toBe(first);
    await expect(world.start(stateMachineArn, { a: 2 }, 'twice')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  it('keeps a deleted machine until it ends', async () => {
    const stateMachineArn = await world.machine(WAIT);
    const executionArn = await world.start(stateMachineArn);
    await world.sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await expect(world.start(stateMachineArn)).rejects.toMatchObject({ name: 'StateMachineDeleting' });
    await emulator.clock?.advance(60_000);
    expect((await world.describe(executionArn)).status).toBe('ABORTED');
    await expect(world.start(stateMachineArn)).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
  });

  it('are listed newest first, by status and by pages', async () => {
    const stateMachineArn = await world.machine(WAIT);
    const arns = [await world.start(stateMachineArn), await world.start(stateMachineArn)];
    await world.sfn.send(new StopExecutionCommand({ executionArn: arns[0] }));
    const first = await world.sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }));
    expect(first.executions?.map((each) => each.executionArn)).toEqual([arns[1]]);
    const second = await world.sfn.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1, nextToken: first.nextToken }),
    );
    expect(second.executions?.map((each) => each.executionArn)).toEqual([arns[0]]);
    expect(second.nextToken).toBeUndefined();
    const stopped = await world.sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'ABORTED' }));
    expect(stopped.executions).toHaveLength(1);
  });
});

describe('EXPRESS', () => {
  it('answers with the outcome, also of a failure', async () => {
    const stateMachineArn = await world.machine(FAIL, EXPRESS);
    const answer = await world.sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input: '{"a":1}' }));
    expect(answer).toMatchObject({
      status: 'FAILED',
      error: 'E',
      cause: 'C',
      input: '{"a":1}',
      billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: 100 },
    });
  });

  it('runs for five minutes at most', async () => {
    const stateMachineArn = await world.machine({ A: { Type: 'Wait', Seconds: 600, End: true } }, EXPRESS);
    const answer = world.sfn.send(new StartSyncExecutionCommand({ stateMachineArn }));
    let over = false;
    answer.then(() => {
      over = true;
    });
    while (!over) await emulator.clock?.advance(60_000);
    expect((await answer).status).toBe('TIMED_OUT');
  });

  it('lets names be used again', async () => {
    const stateMachineArn = await world.machine(PASS, EXPRESS);
    const [first, second] = [await world.start(stateMachineArn, {}, 'n'), await world.start(stateMachineArn, {}, 'n')];
    expect(first).not.toBe(second);
    expect(first).toMatch(/^arn:aws:states:us-east-1:\d{12}:express:machine-\d+:n:[0-9a-f-]{36}$/);
  });
});

describe('after a restart', () => {
  it('every execution goes on where its history ends', async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'states-'));
    const before = await testEmulator({ data });
    const here = await statesWorld(before);
    const arn = await here.machine({
      A: { Type: 'Pass', Assign: { x: 7 }, Next: 'B' },
      B: {
        Type: 'Parallel',
        Next: 'C',
        Branches: [
          { StartAt: 'D', States: { D: { Type: 'Wait', Seconds: 60, End: true } } },
          { StartAt: 'E', States: { E: { Type: 'Pass', Parameters: { 'id.$': 'States.UUID()' }, End: true } } },
        ],
      },
      C: { Type: 'Pass', Parameters: { 'x.$': '$x', 'id.$': '$[1].id' }, End: true },
    });
    const executionArn = await here.start(arn);
    const known = await here.history(executionArn);
    await before.clock?.advance(20_000);
    await before.stop();

    const after = await testEmulator({ data });
    const sfn = new SFNClient(after.client);
    const describeIt = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
    // The second clock begins where the first one began.
    await after.clock?.advance(59_000);
    expect((await describeIt()).status).toBe('RUNNING');
    await after.clock?.advance(1_000);
    const { status, output = '' } = await describeIt();
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    await after.stop();
    rmSync(data, { recursive: true });
    expect(status).toBe('SUCCEEDED');
    expect(events.slice(0, known.length)).toEqual(known);
    const drawn = known.find(({ stateExitedEventDetails }) => stateExitedEventDetails?.name === 'E');
    expect(JSON.parse(output)).toEqual({ x: 7, ...JSON.parse(drawn?.stateExitedEventDetails?.output ?? '') });
  });
});

describe('after a restart of another version', () => {
  const COULD_NOT = /^The execution could not be taken up after a restart/;
  /** What other rules would have made of the same steps. */
  const changes: readonly [string, string][] = [
    ['another name', `UPDATE states_history SET events = replace(events, '"name":"A"', '"name":"Z"')`],
    ['another instant', `UPDATE states_history SET events = replace(events, '"at":1', '"at":2') WHERE step = 0`],
    ['an event less', `UPDATE states_history SET events = json_remove(events, '$[#-1]') WHERE step = 0`],
    ['no events', 'UPDATE states_history SET events = NULL, first = NULL, last = NULL WHERE step = 0'],
    ['an input that nobody knows', `UPDATE states_history SET input = '{"kind":"unheard"}' WHERE step = 0`],
  ];

  it.each(changes)('an execution whose history has %s fails, and the others go on', async (_name, change) => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'states-'));
    const before = await testEmulator({ data });
    const here = await statesWorld(before);
    const arn = await here.machine({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Wait', Seconds: 60, Next: 'C' },
      C: { Type: 'Pass', End: true },
    });
    const [odd, even] = [await here.start(arn), await here.start(arn)];
    await before.stop();
    const database = new DatabaseSync(path.join(data, 'trestle.sqlite'));
    database.exec(`${change} ${change.includes('WHERE') ? 'AND' : 'WHERE'} execution =
      (SELECT id FROM states_executions WHERE arn = '${odd}')`);
    database.close();

    const after = await testEmulator({ data });
    const sfn = new SFNClient(after.client);
    const lost = await sfn.send(new DescribeExecutionCommand({ executionArn: odd }));
    const { events = [] } = await sfn.send(
      new GetExecutionHistoryCommand({ executionArn: odd, reverseOrder: true, maxResults: 1 }),
    );
    const redriven = await sfn.send(new RedriveExecutionCommand({ executionArn: odd })).catch((error: Error) => error);
    await after.clock?.advance(61_000);
    const other = await sfn.send(new DescribeExecutionCommand({ executionArn: even }));
    await after.stop();
    rmSync(data, { recursive: true });
    expect(lost).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: expect.stringMatching(COULD_NOT) });
    expect(events[0]).toMatchObject({
      type: 'ExecutionFailed',
      executionFailedEventDetails: { error: 'States.Runtime', cause: expect.stringMatching(COULD_NOT) },
    });
    expect(redriven).toMatchObject({ name: 'ExecutionNotRedrivable' });
    expect(other.status).toBe('SUCCEEDED');
  });
});

describe('after a restart, EXPRESS', () => {
  it('begins again from its start', async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'states-'));
    const before = await testEmulator({ data });
    const here = await statesWorld(before);
    const { QueueUrl = '' } = await new SQSClient(before.client).send(new CreateQueueCommand({ QueueName: 'express' }));
    const send = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl, 'MessageBody.$': '$.m' },
      End: true,
    };
    await here.start(await here.machine({ A: { Type: 'Wait', Seconds: 60, Next: 'B' }, B: send }, EXPRESS), {
      m: 'sent',
    });
    await before.stop();
    const after = await testEmulator({ data });
    const sqs = new SQSClient(after.client);
    let found: string | undefined;
    while (found === undefined) {
      await after.clock?.advance(10_000);
      found = (await sqs.send(new ReceiveMessageCommand({ QueueUrl: `${after.endpoint}/000000000000/express` })))
        .Messages?.[0]?.Body;
    }
    await after.stop();
    rmSync(data, { recursive: true });
    expect(found).toBe('sent');
  });
});

describe('refusals', () => {
  const other = 'arn:aws:states:us-east-1:000000000000:execution:none:e';
  it.each([
    [
      'no JSON',
      async () => new StartExecutionCommand({ stateMachineArn: await world.machine(PASS), input: '{' }),
      'InvalidExecutionInput',
    ],
    [
      'a bad name',
      async () => new StartExecutionCommand({ stateMachineArn: await world.machine(PASS), name: 'a b' }),
      'InvalidName',
    ],
    [
      'too much input',
      async () =>
        new StartExecutionCommand({
          stateMachineArn: await world.machine(PASS),
          input: JSON.stringify('x'.repeat(262_143)),
        }),
      'ValidationException',
    ],
    [
      'no machine',
      () => new StartExecutionCommand({ stateMachineArn: other.replace('execution:none:e', 'stateMachine:none') }),
      'StateMachineDoesNotExist',
    ],
    [
      'a version that is not there',
      async () => new StartExecutionCommand({ stateMachineArn: `${await world.machine(PASS)}:9` }),
      'StateMachineDoesNotExist',
    ],
    [
      'an alias that is not there',
      async () => new StartExecutionCommand({ stateMachineArn: `${await world.machine(PASS)}:live` }),
      'StateMachineDoesNotExist',
    ],
    [
      'STANDARD to be waited for',
      async () => new StartSyncExecutionCommand({ stateMachineArn: await world.machine(PASS) }),
      'StateMachineTypeNotSupported',
    ],
    [
      'a list of EXPRESS executions',
      async () => new ListExecutionsCommand({ stateMachineArn: await world.machine(PASS, EXPRESS) }),
      'StateMachineTypeNotSupported',
    ],
    ['a list of nothing', () => new ListExecutionsCommand({}), 'ValidationException'],
    [
      'the history of an EXPRESS execution',
      async () =>
        new GetExecutionHistoryCommand({ executionArn: await world.start(await world.machine(PASS, EXPRESS)) }),
      'ExecutionDoesNotExist',
    ],
    ['to stop what is not there', () => new StopExecutionCommand({ executionArn: other }), 'ExecutionDoesNotExist'],
    [
      'to redrive a success',
      async () => new RedriveExecutionCommand({ executionArn: await world.start(await world.machine(PASS)) }),
      'ExecutionNotRedrivable',
    ],
    [
      'a token of another list',
      async () =>
        new GetExecutionHistoryCommand({ executionArn: await world.start(await world.machine(PASS)), nextToken: 'x' }),
      'InvalidToken',
    ],
  ])('%s', async (_name, command, code) => {
    await expect(world.sfn.send((await command()) as StopExecutionCommand)).rejects.toMatchObject({ name: code });
  });
});
