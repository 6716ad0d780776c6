import type { Place } from './arn.ts';
import type { Caller } from './caller.ts';
import type { Clock, Instant } from './clock.ts';
import type { Ids } from './ids.ts';
import type { MetricSink } from './metric.ts';
import type { ConditionKeys, NeededPermission } from './needed-permission.ts';

/** A file name in `emulator/models`, without its ending. */
export type ServiceId =
  | 'apigateway'
  | 'cloudformation'
  | 'cloudtrail'
  | 'cloudwatch'
  | 'dynamodb'
  | 'dynamodbstreams'
  | 'events'
  | 'iam'
  | 'kms'
  | 'lambda'
  | 'logs'
  | 's3'
  | 'schemas'
  | 'secretsmanager'
  | 'sns'
  | 'sqs'
  | 'ssm'
  | 'states'
  | 'sts';

/** One call of one operation. `accountId` and `region` say whose resources are meant. */
export interface RequestContext extends Place {
  readonly caller: Caller;
  readonly requestId: string;
  readonly now: Instant;
  /** Aborted when the client has gone, so that a long poll can end. */
  readonly signal?: AbortSignal;
  /** Of the HTTP request, where there was one; names in lower case. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly sourceIp?: string;
}

/**
 * One AWS operation. `S` is the service's state, `I` and `O` the SDK's input and output types:
 * timestamps are `Date`, blobs `Uint8Array`. The wire layer has already checked the input against
 * the service's model (types, required members, lengths, patterns, enums).
 */
// biome-ignore lint/suspicious/noExplicitAny: a table of operations holds many input types
export interface Operation<S = any, I = any, O = any> {
  /** The IAM action. Left out: `<prefix>:<OperationName>`. `null`: AWS asks for no permission. */
  readonly action?: string | null;
  /** ARNs of the resources that the permission is asked for. Left out: `*`. */
  resource?(input: I, context: RequestContext, service: S): string | readonly string[];
  /**
   * Where one call needs several actions, or the input decides which (`s3:GetObjectVersion`, the
   * parts of a transaction): all of them, instead of `action` and `resource`.
   */
  permissions?(input: I, context: RequestContext, service: S): readonly NeededPermission[];
  /**
   * What must be allowed too, on the resource that is made, where the input brings tags for it (`Tags` or `tags`):
   * `sqs:TagQueue`, `lambda:TagResource` …
   */
  readonly tagAction?: string;
  /** Condition keys that the service adds to a request, such as `s3:prefix`. */
  conditionKeys?(input: I, context: RequestContext, service: S): ConditionKeys;
  handle(service: S, input: I, context: RequestContext): O | Promise<O>;
}

/** A request to an address that is no AWS API, such as a deployed HTTP API. */
export interface EdgeRequest {
  readonly method: string;
  /** With the query string, as sent. */
  readonly url: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Uint8Array;
  readonly sourceIp: string;
}

export interface EdgeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array | string;
}

/** What a service hands to the composition root. */
// biome-ignore lint/suspicious/noExplicitAny: the root holds services of many state types
export interface Service<S = any> {
  readonly id: ServiceId;
  /** The prefix of its IAM actions, where it is not the id (`states`, `execute-api` …). */
  readonly actionPrefix?: string;
  readonly state: S;
  /** By operation name. What the model knows and the table does not is refused as unknown. */
  readonly operations: Readonly<Record<string, Operation<S>>>;
  /** True: it takes and gives its JSON bodies as they are on the wire, and validates them itself. */
  readonly rawJson?: boolean;
  /** The resource-based policy (a JSON text) of one of its resources. */
  resourcePolicy?(arn: string, context: RequestContext): string | undefined;
  /** True: identity policies count only where the resource's policy hands the decision to the account (KMS). */
  readonly resourceDecides?: boolean;
  /** The account that owns a resource whose ARN does not say so, such as a bucket's. */
  accountOf?(arn: string): string | undefined;
  /** Takes up after a start what a stop or a crash interrupted: timers, deliveries, executions. */
  start?(): void | Promise<void>;
  stop?(): void | Promise<void>;
  /** Answers requests to addresses of its own; undefined where the address is not its. */
  edge?(request: EdgeRequest): Promise<EdgeResponse> | undefined;
}

export interface CallOptions {
  /** Left out: the caller's account. */
  readonly accountId?: string;
  /** Left out: the region of the emulator. */
  readonly region?: string;
  /** Ends a long poll early. */
  readonly signal?: AbortSignal;
}

/**
 * AWS, as one service sees the others: the same operations the wire offers, with the same
 * validation and the same permissions, without the wire.
 */
export interface Aws {
  /** @throws AwsError as the operation does, `AccessDeniedException` where the caller may not */
  call<O = Record<string, unknown>>(
    caller: Caller,
    service: ServiceId,
    operation: string,
    input: object,
    options?: CallOptions,
  ): Promise<O>;
}

/** Warnings of the emulator itself, for the person who runs it; never for what an AWS client would see. */
export interface Logger {
  info(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
}

/** What every service is made with. */
export interface ServiceDeps<Store = unknown> {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly aws: Aws;
  /** Of CloudWatch. */
  readonly metrics: MetricSink;
  readonly log: Logger;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  readonly endpoint: () => string;
  /** The region of calls that name none. */
  readonly region: string;
  /** A folder of its own for what does not belong into the database. */
  readonly folder: string;
}
