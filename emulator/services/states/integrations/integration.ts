import type { Json } from '../../../asl/index.ts';
import type { TaskRequest } from '../../../asl/interpreter/index.ts';
import type { Place } from '../../../core/arn.ts';
import type { ServiceId } from '../../../core/service.ts';
import type { StatesState } from '../state.ts';

/** A task failed; Retry and Catch go by `error`. */
export class TaskError extends Error {
  override name = 'TaskError';
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.error = error;
  }
}

/** The task has been handed over; somebody else ends it. */
export const PENDING = Symbol('pending');

/** What an HTTP task sent and got, for whoever tests it. */
export interface HttpInspection {
  readonly request: {
    readonly protocol: string;
    readonly method: string;
    readonly url: string;
    readonly headers: string;
    readonly body?: string;
  };
  readonly response: {
    readonly protocol: string;
    readonly statusCode: string;
    readonly statusMessage: string;
    readonly headers: string;
    readonly body: string;
  };
}

/** One task to be done. */
export interface TaskCall {
  readonly state: StatesState;
  readonly request: TaskRequest;
  readonly place: Place;
  readonly executionArn: string;
  readonly machineArn: string;
  readonly executionId: number;
  /** Of the execution: what names that must be found again follow from. */
  readonly seed: string;
  /** Aborted when nobody waits for the outcome any more. */
  readonly signal: AbortSignal;
  /** What it was handed over with before a restart; it must not be handed over again. */
  readonly submitted: string | undefined;
  /** Records that the task has been handed over. */
  submit(output: Json): void;
  /** Looks at an HTTP exchange; `secret` says whether what the connection added may be shown. */
  readonly inspect?: { readonly secret: boolean; see(exchange: HttpInspection): void };
  /** Asks for a permission that belongs to no API call. @throws AwsError `AccessDeniedException` */
  require(action: string, resource: string, keys?: Readonly<Record<string, string>>): Promise<void>;
  /** Calls an API in the task's role. @throws AwsError, and TaskError where the role cannot be taken on */
  api<O = Record<string, unknown>>(service: ServiceId, operation: string, input: object): Promise<O>;
}

/** Does one kind of task. @throws TaskError */
export type Integration = (call: TaskCall) => Promise<Json | typeof PENDING>;
