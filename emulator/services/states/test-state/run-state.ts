import type { Json, JsonObject, State, Trace, Variables } from '../../../asl/index.ts';
import {
  advance,
  createRun,
  datum,
  type Effect,
  type Frame,
  type Input,
  type Run,
} from '../../../asl/interpreter/index.ts';
import type { RequestContext } from '../../../core/service.ts';
import { chanceOf } from '../engine/chance.ts';
import type { StatesState } from '../state.ts';

type End = Extract<Effect, { kind: 'end' }>;

/** One state in an execution of its own. */
export interface StateRun {
  readonly run: Run;
  readonly frame: Frame | undefined;
  readonly trace: Trace;
  /** Tells it something; gives what it wants of its host. */
  tell(input: Input): readonly Effect[];
  /** Set when it is over. */
  readonly end: End | undefined;
  /** The state it went on to. */
  readonly next: string | undefined;
  readonly output: string | undefined;
  /** What its task came to. */
  readonly result: string | undefined;
  readonly failure: { readonly error: string | undefined; readonly cause: string | undefined } | undefined;
}

/** Everything a state can go on to. */
function targetsOf(state: State): string[] {
  const targets = 'next' in state && state.next !== undefined ? [state.next] : [];
  if (state.type === 'Choice')
    targets.push(...state.choices.map(({ next }) => next), ...(state.default === undefined ? [] : [state.default]));
  if ('catch' in state) targets.push(...state.catch.map(({ next }) => next));
  return targets;
}

/**
 * A Map or a Parallel whose result is mocked does with it what a Task does; what goes on inside it is
 * left out.
 */
const stage = (state: State): State =>
  state.type === 'Map' || state.type === 'Parallel' ? { ...state, type: 'Task', resource: '' } : state;

const PREFIX = /^An error occurred while executing the state '.*' \(entered at the event id #\d+\)\. /s;

/** The state alone, in a machine where every other one just ends. */
export function stateRun(
  { deps }: StatesState,
  state: State,
  input: Json,
  context: JsonObject,
  variables: Variables,
  request: RequestContext,
): StateRun {
  const ends = targetsOf(state).map((name): [string, State] => [
    name,
    { type: 'Succeed', name, flow: { language: 'JSONata' } },
  ]);
  const run = createRun(
    { startAt: state.name, states: new Map([...ends, [state.name, stage(state)]]) },
    {
      executionArn: '',
      name: '',
      roleArn: '',
      machineArn: '',
      machineName: '',
      region: request.region,
      started: request.now,
      input: datum(input),
      express: true,
      context,
      variables,
      tokenOf: () => '',
      mapRunArnOf: () => '',
    },
  );
  const trace: Trace = {};
  const seed = deps.ids.hex(32);
  let end: End | undefined;
  let next: string | undefined;
  let output: string | undefined;
  let result: string | undefined;
  let failure: StateRun['failure'];
  let steps = 0;
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

  return {
    run,
    trace,
    get frame() {
      return run.root.frame;
    },
    get end() {
      return end;
    },
    get next() {
      return next;
    },
    get output() {
      return output;
    },
    get result() {
      return result;
    },
    get failure() {
      return failure;
    },
    tell(told) {
      const { events, effects } = advance(run, told, { now: deps.clock.now(), chance: chanceOf(seed, steps++), trace });
      for (const { type, details = {} } of events) {
        if (details.name === state.name && type.endsWith('StateExited')) output = text(details.output);
        if (type === 'SucceedStateEntered' && details.name !== state.name) next = text(details.name);
        if (/^(Task|LambdaFunction)Succeeded$/.test(type)) result = text(details.output);
        if (/(Failed|TimedOut)$/.test(type))
          failure = { error: text(details.error), cause: text(details.cause)?.replace(PREFIX, '') };
      }
      end ??= effects.find((effect) => effect.kind === 'end');
      return effects;
    },
  };
}
