import type { Json, JsonObject } from './json.ts';
import type { ErrorOutput } from './states-error.ts';

/** The only chance the language knows, for States.UUID, States.MathRandom, $uuid and $random. */
export interface Chance {
  uuid(): string;
  /** A number in [0, 1). */
  random(): number;
}

/** What an expression can see. */
export interface Scope {
  /** `$` in JSONPath (it changes along the data flow), `$states.input` in JSONata. */
  readonly input: Json;
  /** `$$` and `$states.context`: a `ContextObject`, or what TestState was given for one. */
  readonly context: JsonObject;
  /** `$name`, as they were when the state was entered. */
  readonly variables: Variables;
  readonly chance: Chance;
  /** Milliseconds, for $now and $millis. Left out: the time at which the state was entered. */
  readonly now?: number;
  /** `$states.result`, where the state has one by now. */
  readonly result?: Json;
  /** `$states.errorOutput`, in a Catch. */
  readonly errorOutput?: ErrorOutput;
}

/** By name, without the `$`. */
export type Variables = JsonObject;

/**
 * A compiled piece of a definition: a path, a payload template, an intrinsic, a JSONata expression, or
 * a constant. Compiled once with the definition, evaluated often.
 */
export interface Expression<T extends Json = Json> {
  /** As it is written in the definition. */
  readonly text: string;
  /** @throws StatesError */
  evaluate(scope: Scope): T;
}
