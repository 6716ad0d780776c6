import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../../../emulator/asl/index.ts';
import type { TaskRequest } from '../../../emulator/asl/interpreter/index.ts';
import { playMachine } from '../../support/play.ts';

const SUBSTITUTIONS: Readonly<Record<string, string>> = {
  Partition: 'aws',
  ArchiveLagSeconds: '600',
  BusName: 'bus',
  PollSeconds: '15',
  RuleSettleSeconds: '60',
  VerifyReplay: 'verify-replay',
};
const text = readFileSync(path.join(import.meta.dirname, '../../../statemachines/disaster-recovery.asl.json'), 'utf8');
const definition: object = JSON.parse(
  text.replace(/\$\{(\w+)\}/g, (whole, name: string) => SUBSTITUTIONS[name] ?? whole),
);

const WINDOW = { index: 0, from: '2026-11-23T10:00:00.000Z', to: '2026-11-23T11:00:00.000Z' };
const PLAN = {
  planId: 'p',
  archiveArn: 'archive',
  busArn: 'bus-arn',
  ruleArns: ['rule'],
  to: WINDOW.to,
  windows: [WINDOW],
};

type Answer = { readonly output: Json } | { readonly error: string };
type Answers = Readonly<Record<string, (parameters: Record<string, Json>, times: number) => Answer>>;

const COMPLETE: Json = { verdict: 'complete', causes: [] };
const ok = (output: Json): Answer => ({ output });

/** Plays the workflow to its end against answers by the end of a task's resource. */
function recover(input: Json, answers: Answers) {
  const execution = playMachine(definition, input);
  const asked: TaskRequest[] = [];
  const count = new Map<string, number>();
  const all: Answers = {
    startReplay: () => ok({}),
    describeReplay: () => ok({ State: 'COMPLETED' }),
    putRule: () => ok({}),
    putTargets: () => ok({ FailedEntryCount: 0 }),
    invoke: () => ok({ Payload: COMPLETE }),
    ...answers,
  };
  for (let turns = 0; !execution.end && turns < 10_000; turns++) {
    const request = execution.tasks[asked.length];
    if (!request) {
      execution.fire();
      continue;
    }
    asked.push(request);
    const name = request.resource.split(':').at(-1) ?? '';
    const times = count.get(name) ?? 0;
    count.set(name, times + 1);
    const answer = all[name]?.(request.parameters as Record<string, Json>, times) ?? { error: 'Unexpected' };
    const { task } = request;
    if ('error' in answer) execution.tell({ kind: 'taskFailed', task, failure: { Error: answer.error, Cause: 'c' } });
    else execution.tell({ kind: 'taskSucceeded', task, output: JSON.stringify(answer.output) });
  }
  const named = (name: string) =>
    asked
      .filter(({ resource }) => resource.endsWith(`:${name}`))
      .map(({ parameters }) => parameters as Record<string, Json>);
  return { end: execution.end, named };
}

test('each window is replayed to the chosen rules only', () => {
  const windows = [WINDOW, { ...WINDOW, index: 1 }];
  const { end, named } = recover({ ...PLAN, windows }, {});
  expect(end).toMatchObject({ status: 'SUCCEEDED' });
  expect(named('startReplay').map(({ ReplayName }) => ReplayName)).toEqual(['p.w0.1', 'p.w1.1']);
  expect(named('startReplay')[0]).toMatchObject({
    EventSourceArn: 'archive',
    EventStartTime: WINDOW.from,
    EventEndTime: WINDOW.to,
    Destination: { Arn: 'bus-arn', FilterArns: ['rule'] },
  });
  expect(named('putRule')).toEqual([]);
});

test('a failed replay is taken up from the last event that it replayed', () => {
  const { end, named } = recover(PLAN, {
    describeReplay: (_parameters, times) =>
      ok(times === 0 ? { State: 'FAILED', EventLastReplayedTime: '2026-11-23T10:20:00Z' } : { State: 'COMPLETED' }),
  });
  expect(end).toMatchObject({ status: 'SUCCEEDED' });
  expect(named('startReplay').map(({ ReplayName, EventStartTime }) => [ReplayName, EventStartTime])).toEqual([
    ['p.w0.1', WINDOW.from],
    ['p.w0.2', '2026-11-23T10:20:00Z'],
  ]);
  expect(named('invoke')[0]).toMatchObject({ Payload: { input: { windows: [{ state: 'COMPLETED', attempts: 2 }] } } });
});

test.each<[string, Answers, string[], object]>([
  [
    'fails for good',
    { describeReplay: () => ok({ State: 'FAILED', StateReason: 'why' }) },
    ['p.w0.1', 'p.w0.2', 'p.w0.3', 'p.w0.4'],
    { state: 'FAILED', attempts: 4, reason: 'why' },
  ],
  ['is cancelled', { describeReplay: () => ok({ State: 'CANCELLED' }) }, ['p.w0.1'], { state: 'CANCELLED' }],
  [
    'was started by an earlier try',
    { startReplay: () => ({ error: 'EventBridge.ResourceAlreadyExistsException' }) },
    ['p.w0.1'],
    { state: 'COMPLETED', replayName: 'p.w0.1' },
  ],
  [
    'waits for ten others',
    { startReplay: (_parameters, times) => (times < 3 ? { error: 'EventBridge.LimitExceededException' } : ok({})) },
    ['p.w0.1', 'p.w0.1', 'p.w0.1', 'p.w0.1'],
    { state: 'COMPLETED' },
  ],
])('the receipt is asked for when a replay %s', (_name, answers, started, outcome) => {
  const { named } = recover(PLAN, answers);
  expect(named('startReplay').map(({ ReplayName }) => ReplayName)).toEqual(started);
  expect(named('invoke')[0]).toMatchObject({ Payload: { input: { planId: 'p', last: false, windows: [outcome] } } });
});

test('it looks again while deliveries are on their way, and once more for the last time', () => {
  const { end, named } = recover(PLAN, {
    invoke: ({ Payload }) => {
      const { input } = Payload as { input: { last: boolean } };
      return ok({
        Payload: input.last ? { verdict: 'incomplete', causes: ['One is missing.', 'So is another.'] } : null,
      });
    },
  });
  expect(named('invoke')).toHaveLength(61);
  expect(end).toMatchObject({
    status: 'FAILED',
    error: 'ReplayIncomplete',
    cause: 'One is missing. So is another.',
  });
});

describe('with a temporary rule', () => {
  const input = { ...PLAN, temporaryRule: { name: 'replay.p', pattern: '{}', targets: [{ Id: 'queue', Arn: 'q' }] } };

  test('the rule is there before anything is replayed', () => {
    const { end, named } = recover(input, {});
    expect(end).toMatchObject({ status: 'SUCCEEDED' });
    expect(named('putRule')).toMatchObject([{ Name: 'replay.p', EventBusName: 'bus', EventPattern: '{}' }]);
    expect(named('putTargets')).toMatchObject([{ Rule: 'replay.p', Targets: [{ Id: 'queue' }] }]);
  });

  test.each<[string, Answers, string]>([
    [
      'cannot be made',
      { putRule: () => ({ error: 'EventBridge.EventBridgeException' }) },
      'EventBridge.EventBridgeException',
    ],
    ['gets no target', { putTargets: () => ok({ FailedEntryCount: 1 }) }, 'TargetRefused'],
  ])('nothing is replayed where the rule %s', (_name, answers, error) => {
    const { end, named } = recover(input, answers);
    expect(end).toMatchObject({ status: 'FAILED', error });
    expect(named('startReplay')).toEqual([]);
  });
});
