import type { Json, JsonObject } from './json.ts';

/**
 * The context object, `$$` and `$states.context`. Times are ISO-8601 with milliseconds and `Z`.
 * A type, not an interface: it is a JSON value itself, so that expressions read it like any other.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export type ContextObject = JsonObject & {
  readonly Execution: {
    readonly Id: string;
    readonly Input: Json;
    readonly Name: string;
    readonly RoleArn: string;
    readonly StartTime: string;
    readonly RedriveCount: number;
    readonly RedriveTime?: string;
  };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
  readonly State: { readonly EnteredTime: string; readonly Name: string; readonly RetryCount: number };
  /** Only for tasks that wait for a callback. */
  readonly Task?: { readonly Token: string };
  /** Only inside a Map, for the item at hand. `Key` where an object is iterated. */
  readonly Map?: {
    readonly Item: { readonly Index: number; readonly Value: Json; readonly Key?: string; readonly Source?: string };
  };
};
