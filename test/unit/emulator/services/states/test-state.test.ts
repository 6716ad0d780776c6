import {
  type SFNClient,
  TestStateCommand,
  type TestStateCommandInput,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type StatesWorld, statesWorld } from '../../../../support/states.ts';

let emulator: TestEmulator;
let world: StatesWorld;
let sfn: SFNClient;

beforeAll(async () => {
  emulator = await testEmulator();
  world = await statesWorld(emulator);
  sfn = world.sfn;
});
afterAll(() => emulator.stop());

const INVOKE = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f', 'Payload.$': '$' },
  End: true,
};
const test = (definition: object, more: Partial<TestStateCommandInput> = {}) =>
  sfn.send(new TestStateCommand({ definition: JSON.stringify(definition), input: '{"a":1}', ...more }));
const failing = { mock: { errorOutput: { error: 'E', cause: 'C' } } };

describe('TestState', () => {
  it('tells every step of the data at DEBUG', async () => {
    const pass = {
      Type: 'Pass',
      InputPath: '$.a',
      Parameters: { 'b.$': '$' },
      ResultPath: '$.r',
      OutputPath: '$.r',
      Next: 'N',
    };
    expect(await test(pass, { inspectionLevel: 'DEBUG' })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"b":1}',
      nextState: 'N',
      inspectionData: {
        input: '{"a":1}',
        afterInputPath: '1',
        afterParameters: '{"b":1}',
        afterResultSelector: '{"b":1}',
        afterResultPath: '{"a":1,"r":{"b":1}}',
      },
    });
  });

  it('does a task for real in the given role, or what the mock says', async () => {
    const list = { Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sqs:listQueues', End: true };
    expect(await test(list, { roleArn: world.roleArn, input: '{}' })).toMatchObject({ status: 'SUCCEEDED' });
    const roleArn = await world.role('s3:*');
    expect(await test(list, { roleArn, input: '{}' })).toMatchObject({ status: 'FAILED', error: 'Sqs.SqsException' });
    const mocked = await test(INVOKE, { mock: { result: '{"Payload":7}' }, inspectionLevel: 'TRACE' });
    expect(mocked).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"Payload":7}',
      inspectionData: { result: '{"Payload":7}' },
    });
  });

  it.each([
    [
      'with an attempt left',
      { Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 3, BackoffRate: 2 }] },
      1,
      'RETRIABLE',
      { retryIndex: 0, retryBackoffIntervalSeconds: 6 },
    ],
    ['with none left', { Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }] }, 1, 'FAILED', { retryIndex: 0 }],
    [
      'that is caught',
      {
        Catch: [
          { ErrorEquals: ['X'], Next: 'A' },
          { ErrorEquals: ['E'], Next: 'B' },
        ],
      },
      0,
      'CAUGHT_ERROR',
      { catchIndex: 1 },
    ],
  ])('tells of an error %s', async (_name, recovery, retrierRetryCount, status, errorDetails) => {
    const answer = await test(
      { ...INVOKE, ...recovery },
      { ...failing, stateConfiguration: { retrierRetryCount }, inspectionLevel: 'DEBUG' },
    );
    expect(answer).toMatchObject({ status, error: 'E', cause: 'C', inspectionData: { errorDetails } });
    if (status === 'CAUGHT_ERROR')
      expect(answer).toMatchObject({ nextState: 'B', output: '{"Error":"E","Cause":"C"}' });
  });

  it('finds a state inside a machine, and gives it variables and a context', async () => {
    const machine = {
      StartAt: 'M',
      States: {
        M: {
          Type: 'Map',
          ItemProcessor: {
            StartAt: 'In',
            States: { In: { Type: 'Pass', Parameters: { 'v.$': '$v', 'n.$': '$$.Execution.Name' }, End: true } },
          },
          End: true,
        },
      },
    };
    const given = { stateName: 'In', variables: '{"v":2}', context: '{"Execution":{"Name":"mine"}}' };
    expect(await test(machine, given)).toMatchObject({ status: 'SUCCEEDED', output: '{"v":2,"n":"mine"}' });
  });

  it('waits as a Wait does', async () => {
    const answer = test({ Type: 'Wait', Seconds: 5, End: true });
    let over = false;
    answer.then(() => {
      over = true;
    });
    while (!over) await emulator.clock?.advance(1_000);
    expect(await answer).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
  });

  const map = { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } }, End: true };
  const put = { Type: 'Task', Resource: 'arn:aws:states:::events:putEvents', Parameters: { Entries: [] }, End: true };
  it.each([
    ['a Map without a mock', map, {}, 'InvalidDefinition'],
    ['a task without role and mock', INVOKE, {}, 'ValidationException'],
    ['a mock of a Pass', { Type: 'Pass', End: true }, { mock: { result: '1' } }, 'ValidationException'],
    ['a mock of two minds', INVOKE, { mock: { result: '1', errorOutput: { error: 'E' } } }, 'ValidationException'],
    ['a mock that is no JSON', INVOKE, { mock: { result: '{' } }, 'ValidationException'],
    ['a mock that the API could not answer', put, { mock: { result: '{"Entries":1}' } }, 'ValidationException'],
    ['a mock of a Map that is no array', map, { mock: { result: '{}' } }, 'ValidationException'],
    [
      'a state that is not there',
      { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
      { stateName: 'B' },
      'ValidationException',
    ],
    ['a context of other fields', { Type: 'Pass', End: true }, { context: '{"Other":1}' }, 'ValidationException'],
    ['variables that are no object', { Type: 'Pass', End: true }, { variables: '[]' }, 'ValidationException'],
    ['input that is no JSON', { Type: 'Pass', End: true }, { input: '{' }, 'InvalidExecutionInput'],
    ['a definition that is none', { Type: 'Nonsense' }, {}, 'InvalidDefinition'],
  ])('refuses %s', async (_name, definition, more, code) => {
    await expect(test(definition, more)).rejects.toMatchObject({ name: code });
  });
});

describe('ValidateStateMachineDefinition', () => {
  const validate = (definition: string, more: object = {}) =>
    sfn.send(new ValidateStateMachineDefinitionCommand({ definition, ...more }));

  it('finds nothing wrong in what is right', async () => {
    const pass = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
    expect(await validate(pass)).toMatchObject({ result: 'OK', diagnostics: [], truncated: false });
  });

  it.each([
    ['no JSON', '{', 'INVALID_JSON_DESCRIPTION', {}],
    [
      'a transition to nowhere',
      '{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}',
      'MISSING_TRANSITION_TARGET',
      {},
    ],
    [
      'an unknown field',
      '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"X":1}}}',
      'SCHEMA_VALIDATION_FAILED',
      {},
    ],
    [
      'what EXPRESS cannot do',
      '{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody":"b"},"End":true}}}',
      'SCHEMA_VALIDATION_FAILED',
      { type: 'EXPRESS' },
    ],
  ])('finds %s', async (_name, definition, code, more) => {
    const { result, diagnostics = [] } = await validate(definition, more);
    expect(result).toBe('FAIL');
    expect(diagnostics.map((each) => each.code)).toContain(code);
  });

  it('cuts its findings off where it is told to', async () => {
    const many = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true, X: 1, Y: 2, Z: 3 } } });
    expect(await validate(many, { maxResults: 1 })).toMatchObject({
      truncated: true,
      diagnostics: [{ severity: 'ERROR' }],
    });
  });
});
