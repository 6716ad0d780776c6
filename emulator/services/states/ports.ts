import type { EventSink } from '../../core/aws-event.ts';
import type { Caller } from '../../core/caller.ts';
import type { ServiceId } from '../../core/service.ts';

/** A type of a service's API, as far as integrations need to know it. */
export interface ApiShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number };
}

/** A service's API. */
export interface ApiModel {
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly input?: { readonly shape: string };
        readonly output?: { readonly shape: string };
        readonly errors: readonly string[];
      }
    >
  >;
  readonly shapes: Readonly<Record<string, ApiShape>>;
}

/** Where integrations look up how an API's requests and answers are made. */
export type ModelOf = (service: ServiceId) => ApiModel;

/** Whether a caller may do something, asked without doing it. */
export type Allows = (
  caller: Caller,
  action: string,
  resource: string,
  keys?: Readonly<Record<string, string>>,
) => boolean;

/** What Step Functions needs of the composition root. */
export interface StatesPorts {
  /** Takes the events that tell of executions' statuses. */
  readonly sink: EventSink;
  readonly modelOf: ModelOf;
  readonly allows: Allows;
  /** Whether HTTP Tasks may call this machine and private networks, which AWS could not reach. */
  readonly localDestinations: boolean;
}
