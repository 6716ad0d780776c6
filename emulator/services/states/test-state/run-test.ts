import type { TestStateCommandInput } from '@aws-sdk/client-sfn';
import { type Json, type State, StatesError } from '../../../asl/index.ts';
import { type Effect, type Input, scopeOf, type TaskRequest } from '../../../asl/interpreter/index.ts';
import type { RequestContext } from '../../../core/service.ts';
import { chanceOf } from '../engine/chance.ts';
import type { HttpInspection } from '../integrations/integration.ts';
import type { StatesState } from '../state.ts';
import { exceedsTolerance, inspectMap, type MapInspection } from './map-inspection.ts';
import { mockedResult } from './mock.ts';
import { realOutcome } from './real-task.ts';
import type { StateRun } from './run-state.ts';

/** A test that is going on. */
export interface Test {
  readonly service: StatesState;
  readonly request: TestStateCommandInput;
  readonly context: RequestContext;
  readonly state: State;
  readonly tested: StateRun;
  /** Filled in where a Map is tested. */
  readonly map: MapInspection;
  /** Filled in where an HTTP task is tested at TRACE. */
  readonly http: { exchange?: HttpInspection };
}

const failed = (task: number, error: string | undefined, cause: string | undefined): Input => ({
  kind: 'taskFailed',
  task,
  failure: { ...(error === undefined ? {} : { Error: error }), ...(cause === undefined ? {} : { Cause: cause }) },
});

/** What a Map does before its iterations. Gives its failure, where there is one. */
function prepareMap({ state, request, tested, map }: Test, task: number): Input | undefined {
  const { frame, run, trace } = tested;
  if (state.type !== 'Map' || !frame) return undefined;
  const { mapItemReaderData: data, mapIterationFailureCount = 0 } = request.stateConfiguration ?? {};
  const scope = scopeOf({ run, chance: chanceOf(run.facts.name, 0) }, run.root, frame);
  let items: readonly Json[];
  try {
    items = inspectMap(state, scope, data === undefined ? undefined : (JSON.parse(data) as Json), trace, map);
  } catch (error) {
    if (error instanceof StatesError) return failed(task, error.error, error.message);
    throw error;
  }
  return request.mock?.errorOutput || !exceedsTolerance(mapIterationFailureCount, items.length, map)
    ? undefined
    : failed(task, 'States.ExceedToleratedFailureThreshold', 'The specified tolerated failure threshold was exceeded');
}

/** What the state's work comes to: what the mock says, or what the task really does. */
async function outcomeOf(test: Test, task: TaskRequest): Promise<Input> {
  const { service, request, state } = test;
  const { mock } = request;
  const ofMap = prepareMap(test, task.task);
  if (ofMap) return ofMap;
  if (mock?.errorOutput) return failed(task.task, mock.errorOutput.error, mock.errorOutput.cause);
  if (!mock) return realOutcome(test, task);
  return { kind: 'taskSucceeded', task: task.task, output: JSON.stringify(mockedResult(service, state, mock)) };
}

const until = ({ service }: Test, at: number): Promise<void> =>
  new Promise((done) => {
    service.deps.clock.at(at, done);
  });

/** Waits for the first of a task's outcome and its timeouts. */
async function react(test: Test, effects: readonly Effect[]): Promise<Input | undefined> {
  const task = effects.find((effect) => effect.kind === 'task');
  const timers = effects.filter((effect) => effect.kind === 'timer').sort((a, b) => a.at - b.at);
  const [timer] = timers;
  const fired = timer && until(test, timer.at).then((): Input => ({ kind: 'timer', timer: timer.timer }));
  const outcome = task && outcomeOf(test, task.request);
  return outcome && fired ? Promise.race([outcome, fired]) : (outcome ?? fired);
}

/** Runs the state to its end, or to where it would be tried again. */
export async function runTest(test: Test): Promise<void> {
  const { state, tested, request } = test;
  let effects = tested.tell({ kind: 'start' });
  const { frame } = tested;
  const retried = request.stateConfiguration?.retrierRetryCount ?? 0;
  if (frame && 'retry' in state) frame.attempts.push(...state.retry.map(() => retried));
  while (!tested.end && tested.frame?.waiting?.kind !== 'retry') {
    const input = await react(test, effects);
    if (!input) return;
    effects = tested.tell(input);
  }
}
