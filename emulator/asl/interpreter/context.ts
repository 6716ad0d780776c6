import type { Json, JsonObject } from '../json.ts';
import type { Scope } from '../scope.ts';
import type { Frame, Run, Thread } from './run.ts';
import type { Turn } from './turn.ts';

const iso = (at: number): string => new Date(at).toISOString();

const mapItemOf = (thread: Thread | undefined): JsonObject | undefined =>
  thread && (thread.mapItem ?? mapItemOf(thread.parent));

/** The parts of the context object that are the same in all states of an execution. */
function executionPart({ facts, redriveCount, redriven }: Run): JsonObject {
  return {
    Id: facts.executionArn,
    Input: facts.input.value,
    Name: facts.name,
    RoleArn: facts.roleArn,
    StartTime: iso(facts.started),
    RedriveCount: redriveCount,
    ...(redriven === undefined ? {} : { RedriveTime: iso(redriven) }),
  };
}

/**
 * The context object as a state sees it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 * @param token where the state waits for a callback
 * @param mapItem where an item is being selected
 */
export function contextOf(run: Run, thread: Thread, frame: Frame, token?: string, mapItem?: JsonObject): JsonObject {
  const item = mapItem ?? mapItemOf(thread);
  const { facts } = run;
  if (facts.context) {
    return { ...facts.context, ...(mapItem ? { Map: { Item: mapItem } } : {}) };
  }
  return {
    Execution: executionPart(run),
    State: {
      EnteredTime: iso(frame.enteredAt),
      Name: frame.state.name,
      // Only states that can be tried again have a count of it. [recorded]
      ...('retry' in frame.state ? { RetryCount: frame.retryCount } : {}),
    },
    StateMachine: { Id: facts.machineArn, Name: facts.machineName },
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...(item ? { Map: { Item: item } } : {}),
  };
}

/**
 * What the expressions of a state see. The context object is made when it is first looked at:
 * most states never do.
 */
export function scopeOf(
  turn: Pick<Turn, 'run' | 'chance'>,
  thread: Thread,
  frame: Frame,
  token?: string,
  mapItem?: JsonObject,
): Scope {
  let context: JsonObject | undefined;
  return {
    input: frame.input.value,
    get context() {
      context ??= contextOf(turn.run, thread, frame, token, mapItem);
      return context;
    },
    variables: frame.scopeVariables,
    chance: turn.chance,
  };
}

export const itemOf = (index: number, value: Json, key?: string, source?: string): JsonObject => ({
  Index: index,
  ...(key === undefined ? {} : { Key: key }),
  Value: value,
  ...(source === undefined ? {} : { Source: source }),
});
