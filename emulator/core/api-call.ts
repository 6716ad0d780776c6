import type { RequestContext, ServiceId } from './service.ts';

/** One call of one operation, done: from outside or from another service. */
export interface ApiCall {
  readonly service: ServiceId;
  readonly operation: string;
  readonly input: object;
  readonly context: RequestContext;
  /** ARNs that the permission was asked for. */
  readonly resources: readonly string[];
  /** Undefined where the call was refused. */
  readonly output: object | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
}

/** Who looks on while operations are called. */
export interface ApiCallObserver {
  /** Asked before every call, so that it costs nothing while nobody looks on. */
  wants(service: ServiceId, operation: string, context: RequestContext): boolean;
  observe(call: ApiCall): void;
}
