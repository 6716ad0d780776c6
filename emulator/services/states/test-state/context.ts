import type { TestStateCommandInput } from '@aws-sdk/client-sfn';
import { isJsonObject, type Json, type JsonObject, type State } from '../../../asl/index.ts';
import type { RequestContext } from '../../../core/service.ts';
import { expressArn, machineArn } from '../arns.ts';
import type { StatesState } from '../state.ts';
import { refuse, STATE_NAME } from './testable.ts';

const ALLOWED = new Set(['Execution', 'State', 'StateMachine', 'Task', 'Map']);

/** @throws AwsError `ValidationException` where the text is no JSON object */
export function objectOf(text: string, what: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    throw refuse(`Invalid ${what} provided: not valid JSON`);
  }
  if (!isJsonObject(value)) throw refuse(`Invalid ${what} provided: must be a JSON object`);
  return value;
}

/**
 * The context object that the state sees: the one given, or one of an execution that there never was.
 * @throws AwsError `ValidationException`
 */
export function testContext(
  { deps }: StatesState,
  { context, roleArn, stateConfiguration }: TestStateCommandInput,
  state: State,
  input: Json,
  request: RequestContext,
): JsonObject {
  if (context !== undefined) {
    const given = objectOf(context, 'Context object');
    for (const key of Object.keys(given)) {
      if (!ALLOWED.has(key)) throw refuse(`Invalid Context object provided: Field '${key}' is not allowed`);
    }
    return given;
  }
  const { ids } = deps;
  const [machine, name] = [`TestState-${ids.hex(8)}`, ids.uuid()];
  const now = new Date(request.now).toISOString();
  return {
    Execution: {
      Id: expressArn(request, machine, name, ids.uuid()),
      Input: input,
      Name: name,
      RoleArn: roleArn ?? null,
      StartTime: now,
    },
    StateMachine: { Id: machineArn(request, machine), Name: machine },
    State: {
      Name: STATE_NAME,
      EnteredTime: now,
      ...('retry' in state ? { RetryCount: stateConfiguration?.retrierRetryCount ?? 0 } : {}),
    },
    ...(state.type === 'Task' && /\.(waitForTaskToken|sync)/.test(state.resource)
      ? { Task: { Token: Buffer.from(ids.hex(64)).toString('base64') } }
      : {}),
  };
}
