import type { Json } from './json.ts';
import type { ReferencePath } from './paths/reference-path.ts';
import type { Expression, Scope } from './scope.ts';

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** States and where to start: a machine, a branch of a Parallel, or the processor of a Map. */
export interface StateGraph {
  readonly startAt: string;
  /** By name. `next` and `startAt` always lead to one of these. */
  readonly states: ReadonlyMap<string, State>;
}

/** A state machine, checked and compiled. */
export interface Machine extends StateGraph {
  readonly comment?: string;
  readonly queryLanguage: QueryLanguage;
  /** Of the whole execution. */
  readonly timeoutSeconds?: number;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;
export type StateType = State['type'];

interface StateBase {
  readonly name: string;
  readonly comment?: string;
  readonly flow: DataFlow;
  /** Values by variable name. */
  readonly assign?: Expression;
}

/** Where a state goes when it has done its work. `undefined`: it ends its graph. */
interface Onward {
  readonly next: string | undefined;
}

/**
 * How data goes through a state, in its query language. `flow/` applies it; nothing else needs to know
 * the language. Fields that the state's type does not have are left out.
 */
export type DataFlow = JsonPathFlow | JsonataFlow;

export interface JsonPathFlow {
  readonly language: 'JSONPath';
  /** Left out: `$`. `null`: the input is discarded, an empty object stands in. */
  readonly inputPath?: Expression | null;
  readonly parameters?: Expression;
  readonly resultSelector?: Expression;
  /** Left out: `$`, the result replaces the input. `null`: the result is discarded. */
  readonly resultPath?: ReferencePath | null;
  readonly outputPath?: Expression | null;
}

export interface JsonataFlow {
  readonly language: 'JSONata';
  readonly arguments?: Expression;
  readonly output?: Expression;
}

export interface PassState extends StateBase, Onward {
  readonly type: 'Pass';
  /** JSONPath only. */
  readonly result?: Json;
}

export interface TaskState extends StateBase, Onward, Recovery {
  readonly type: 'Task';
  readonly resource: string;
  /** Whole seconds. */
  readonly timeoutSeconds?: Expression<number>;
  readonly heartbeatSeconds?: Expression<number>;
  /** `{ RoleArn }`. */
  readonly credentials?: Expression;
}

export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly choices: readonly Choice[];
  readonly default?: string;
}

/** One rule at the top of a Choice state. The first whose test holds is taken. */
export interface Choice {
  readonly next: string;
  /** @throws StatesError where a path finds nothing, or a condition is no boolean */
  test(scope: Scope): boolean;
  readonly assign?: Expression;
  /** JSONata only. */
  readonly output?: Expression;
}

export interface WaitState extends StateBase, Onward {
  readonly type: 'Wait';
  readonly until: WaitUntil;
}

export type WaitUntil =
  | { readonly kind: 'seconds'; readonly seconds: Expression<number> }
  /** An ISO-8601 time with offset, checked: `Date.parse` reads it. */
  | { readonly kind: 'timestamp'; readonly timestamp: Expression<string> };

export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}

export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly error?: Expression<string>;
  readonly cause?: Expression<string>;
}

export interface ParallelState extends StateBase, Onward, Recovery {
  readonly type: 'Parallel';
  readonly branches: readonly StateGraph[];
}

export interface MapState extends StateBase, Onward, Recovery {
  readonly type: 'Map';
  readonly processor: MapProcessor;
  /**
   * An array, or an object (whose entries are iterated), from ItemsPath or Items. Left out where there is an
   * `itemReader`. `flow/map-items.ts` gives the items themselves, selected and batched.
   */
  readonly items?: Expression;
  /** ItemSelector, or the older Parameters: evaluated for each item, with `$$.Map.Item` in the context. */
  readonly itemSelector?: Expression;
  /** 0: no limit of its own. */
  readonly maxConcurrency: Expression<number>;
  /** Distributed only, as are all the following. */
  readonly toleratedFailureCount?: Expression<number>;
  readonly toleratedFailurePercentage?: Expression<number>;
  readonly label?: string;
  readonly itemReader?: ItemReader;
  readonly itemBatcher?: ItemBatcher;
  readonly resultWriter?: ResultWriter;
}

export interface MapProcessor extends StateGraph {
  /** The field it stands in. */
  readonly field: 'ItemProcessor' | 'Iterator';
  readonly mode: 'INLINE' | 'DISTRIBUTED';
  /** Distributed only. */
  readonly executionType?: 'STANDARD' | 'EXPRESS';
}

export type InputType = 'CSV' | 'JSON' | 'JSONL' | 'MANIFEST' | 'PARQUET';

export interface ItemReader {
  readonly resource: string;
  /** `{ Bucket, Key }` or `{ Bucket, Prefix }`. */
  readonly arguments?: Expression;
  readonly inputType?: InputType;
  readonly csvHeaderLocation?: 'FIRST_ROW' | 'GIVEN';
  readonly csvHeaders?: readonly string[];
  readonly csvDelimiter?: string;
  readonly manifestType?: 'ATHENA_DATA' | 'S3_INVENTORY';
  readonly transformation?: 'NONE' | 'LOAD_AND_FLATTEN';
  /** A slash-separated path to the array inside a JSON document. */
  readonly itemsPointer?: string;
  readonly maxItems?: Expression<number>;
}

export interface ItemBatcher {
  readonly batchInput?: Expression;
  readonly maxItemsPerBatch?: Expression<number>;
  readonly maxInputBytesPerBatch?: Expression<number>;
}

export interface ResultWriter {
  readonly resource?: string;
  /** `{ Bucket, Prefix }`. */
  readonly arguments?: Expression;
  readonly transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly outputType: 'JSON' | 'JSONL';
}

/** Retry and Catch. Empty where the state has none. */
export interface Recovery {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  /** JSONPath only; as in `JsonPathFlow`. */
  readonly resultPath?: ReferencePath | null;
  /** JSONata only. */
  readonly output?: Expression;
  readonly assign?: Expression;
}
