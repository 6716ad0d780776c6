import type { TaskState } from '../../definition.ts';
import { effectiveInput, stateInput, withInput } from '../../flow/state-input.ts';
import { stateOutput } from '../../flow/state-output.ts';
import { isJsonObject, type Json } from '../../json.ts';
import { exceedsPayload } from '../../limits.ts';
import { StatesError } from '../../states-error.ts';
import { releaseTask } from '../abandon.ts';
import { scopeOf } from '../context.ts';
import { fail } from '../failure.ts';
import { exit, resultTooLarge } from '../move.ts';
import type { TaskWaiting } from '../run.ts';
import { taskEventsOf } from '../task-events.ts';
import { emit, NOT_TRUNCATED, nextNumber, setTimer } from '../turn.ts';
import type { Place, Room, TaskOutcome } from './room.ts';

/** Only a task that somebody else ends has a token. */
const HAS_TOKEN = /\.waitForTaskToken$|\.sync(:2)?$/;

function roleOf(credentials: Json | undefined): string | undefined {
  if (credentials === undefined) return undefined;
  const role = isJsonObject(credentials) ? credentials.RoleArn : undefined;
  if (typeof role !== 'string') throw new StatesError('States.Runtime', 'The Credentials field must hold a RoleArn.');
  return role;
}

function schedule({ turn, thread, frame, state }: Place<TaskState>): void {
  const { run } = turn;
  const { resource } = state;
  const task = nextNumber(run);
  const token = run.facts.tokenOf(task);
  const scope = scopeOf(turn, thread, frame, HAS_TOKEN.test(resource) ? token : undefined);
  const parameters = stateInput(state.flow, scope, turn.trace);
  const inner = withInput(scope, effectiveInput(state.flow, scope));
  const timeoutSeconds = state.timeoutSeconds?.evaluate(inner);
  const heartbeatSeconds = state.heartbeatSeconds?.evaluate(inner);
  const roleArn = roleOf(state.credentials?.evaluate(inner));
  const events = taskEventsOf(resource);
  const text = JSON.stringify(parameters);
  if (exceedsPayload(text)) {
    throw new StatesError(
      'States.DataLimitExceeded',
      `The state/task '${resource}' has an input with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  const what = { parameters: text, timeoutSeconds, heartbeatSeconds, roleArn };
  emit(turn, thread, events.scheduled, events.scheduling(run, resource, what));
  if (events.startsAtOnce) {
    const common = events.common(resource);
    emit(turn, thread, events.started, Object.keys(common).length > 0 ? common : undefined);
  }
  const beatsAtOnce = events.startsAtOnce && heartbeatSeconds !== undefined;
  frame.waiting = {
    kind: 'task',
    task,
    resource,
    timeout: timeoutSeconds === undefined ? undefined : setTimer(turn, thread, turn.now + timeoutSeconds * 1000),
    heartbeatSeconds,
    heartbeat: beatsAtOnce ? setTimer(turn, thread, turn.now + heartbeatSeconds * 1000) : undefined,
  };
  run.tasks.set(task, thread);
  turn.effects.push({
    kind: 'task',
    request: {
      task,
      stateName: state.name,
      resource,
      parameters,
      token,
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    },
  });
}

/** The heartbeat's time begins anew. */
function beat({ turn, thread }: Place<TaskState>, waiting: TaskWaiting): void {
  if (waiting.heartbeatSeconds === undefined) return;
  if (waiting.heartbeat !== undefined && turn.run.timers.delete(waiting.heartbeat))
    turn.effects.push({ kind: 'cancelTimer', timer: waiting.heartbeat });
  waiting.heartbeat = setTimer(turn, thread, turn.now + waiting.heartbeatSeconds * 1000);
}

function done(place: Place<TaskState>): void {
  releaseTask(place.turn, place.frame);
  place.frame.waiting = undefined;
}

type Handlers = {
  readonly [K in TaskOutcome['kind']]: (
    place: Place<TaskState>,
    outcome: Extract<TaskOutcome, { kind: K }>,
    waiting: TaskWaiting,
  ) => void;
};

const OUTCOMES: Handlers = {
  started(place, { workerName }, waiting) {
    const { turn, thread } = place;
    emit(turn, thread, taskEventsOf(waiting.resource).started, workerName === undefined ? {} : { workerName });
    beat(place, waiting);
  },
  heartbeat: (place, _outcome, waiting) => beat(place, waiting),
  submitted({ turn, thread }, { output }, { resource }) {
    const common = taskEventsOf(resource).common(resource);
    emit(turn, thread, 'TaskSubmitted', { ...common, output, outputDetails: NOT_TRUNCATED });
  },
  succeeded(place, { output }, { resource }) {
    const { turn, thread, frame, state } = place;
    if (exceedsPayload(output)) {
      const { error, message } = resultTooLarge(resource);
      OUTCOMES.failed(
        place,
        { kind: 'failed', failure: { Error: error, Cause: message } },
        frame.waiting as TaskWaiting,
      );
      return;
    }
    done(place);
    const events = taskEventsOf(resource);
    emit(turn, thread, events.succeeded, { ...events.common(resource), output, outputDetails: NOT_TRUNCATED });
    const scope = scopeOf(turn, thread, frame);
    exit(turn, thread, frame, stateOutput(state, scope, JSON.parse(output) as Json, turn.trace), state.next);
  },
  failed(place, { failure }, { resource }) {
    const { turn, thread, frame } = place;
    done(place);
    const events = taskEventsOf(resource);
    const { Error: error, Cause: cause } = failure;
    emit(turn, thread, events.failed, {
      ...events.common(resource),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    fail(turn, thread, frame, failure);
  },
};

function timedOut(place: Place<TaskState>, waiting: TaskWaiting, heartbeat: boolean): void {
  const { turn, thread, frame } = place;
  done(place);
  turn.effects.push({ kind: 'cancelTask', task: waiting.task });
  const events = taskEventsOf(waiting.resource);
  emit(turn, thread, events.timedOut, { ...events.common(waiting.resource), error: 'States.Timeout' });
  // Both are reported alike, but a Retry or Catch can tell them apart. [recorded]
  fail(turn, thread, frame, { Error: 'States.Timeout' }, heartbeat ? 'States.HeartbeatTimeout' : 'States.Timeout');
}

export const task: Room<TaskState> = {
  begin: schedule,
  timer(place, timer) {
    const { waiting } = place.frame;
    if (waiting?.kind === 'task') timedOut(place, waiting, timer === waiting.heartbeat);
  },
  task(place, outcome) {
    const { waiting } = place.frame;
    if (waiting?.kind === 'task') {
      const handle = OUTCOMES[outcome.kind] as (
        place: Place<TaskState>,
        outcome: TaskOutcome,
        waiting: TaskWaiting,
      ) => void;
      handle(place, outcome, waiting);
    }
  },
};
