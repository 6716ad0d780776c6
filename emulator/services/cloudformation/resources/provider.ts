import type { Place } from '../../../core/arn.ts';
import { isAwsError } from '../../../core/aws-error.ts';
import type { ServiceId } from '../../../core/service.ts';
import type { JsonObject } from '../template/json.ts';

export interface NameOptions {
  /** The longest name the service takes; 64 unless told otherwise. */
  readonly longest?: number;
  readonly lowerCase?: boolean;
  /** What the name must end with, such as `.fifo`. */
  readonly ending?: string;
  /** `<logical id>-<chance>`, as a few services have it. */
  readonly withoutStack?: true;
}

/** An address in the emulator that takes JSON from whoever a resource waits for. */
export interface Callback {
  readonly url: string;
  /** Everything that was sent to it so far. */
  received(): readonly JsonObject[];
  /** Resolves when something more arrives, or when it is `deadline`. */
  more(deadline: number): Promise<void>;
  /** Nothing is taken any more. */
  close(): void;
}

/** What a provider works with, for one physical resource. */
export interface ProviderContext {
  readonly stack: Place & {
    readonly id: string;
    readonly name: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly capabilities: readonly string[];
  };
  readonly logicalId: string;
  readonly type: string;
  /** The same as long as the physical resource is the same: for idempotency tokens. */
  readonly token: string;
  /**
   * Calls another service as the one who deploys.
   * @throws AwsError as that service does
   */
  call<O = Record<string, unknown>>(service: ServiceId, operation: string, input: object): Promise<O>;
  /** The name that CloudFormation makes up for a resource without one: `<stack>-<logical id>-<chance>`. */
  generatedName(options?: NameOptions): string;
  /** The time, as `Instant`. */
  now(): number;
  /** Tells that the physical resource exists from now on, though more calls follow. */
  begun(physicalId: string, attributes?: JsonObject): void;
  /** An address that others can answer to, the same as long as the physical resource is the same. */
  callback(kind: string): Callback;
  /** The same by its address; undefined: it is not open. */
  signals(url: string): Callback | undefined;
  /** Waits, on the emulator's clock, until something is so. */
  until(ready: () => Promise<boolean>): Promise<void>;
}

export interface Made {
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives. */
  readonly attributes?: JsonObject;
}

export interface Existing<P> {
  readonly physicalId: string;
  readonly properties: P;
  readonly attributes: JsonObject;
}

/** How resources of one type are made, changed and deleted, through the API of their service. */
export interface Provider<P = JsonObject> {
  /** The property that gives a resource a name of the template's choice: it cannot be replaced under the same one. */
  readonly nameProperty?: keyof P & string;
  /** The properties it does something with, where it does not hand all of them to the service: others are refused. */
  readonly handles?: readonly string[];
  /** @throws AwsError as the service does, HandlerError */
  create(properties: P, context: ProviderContext): Promise<Made>;
  /** Left out: every change replaces. @throws AwsError as the service does, HandlerError */
  update?(properties: P, existing: Existing<P>, context: ProviderContext): Promise<Made>;
  /** What is gone already is no error. @throws AwsError as the service does, HandlerError */
  delete(existing: Existing<P>, context: ProviderContext): Promise<void>;
}

/** The codes by which a handler of CloudFormation's registry fails. */
export type HandlerErrorCode =
  | 'AccessDenied'
  | 'AlreadyExists'
  | 'GeneralServiceException'
  | 'InternalFailure'
  | 'InvalidRequest'
  | 'NotFound'
  | 'NotStabilized'
  | 'NotUpdatable'
  | 'ResourceConflict'
  | 'ServiceLimitExceeded'
  | 'Throttling';

/** A provider's own reason to fail, where no service says it. */
export class HandlerError extends Error {
  override name = 'HandlerError';
  readonly code: HandlerErrorCode;

  constructor(code: HandlerErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A provider's reason to fail that stands in the event as it is. */
export class PlainFailure extends Error {
  override name = 'PlainFailure';
}

export const alreadyExists = (type: string, identifier: string): HandlerError =>
  new HandlerError('AlreadyExists', `Resource of type '${type}' with identifier '${identifier}' already exists.`);

/** Runs a call; gives undefined where it fails with one of these codes. @throws AwsError with any other */
export async function unless<T>(codes: readonly string[], run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (codes.some((code) => isAwsError(error, code))) return undefined;
    throw error;
  }
}

/** A policy document or a definition, written as an object or as its text. */
export type Document = string | JsonObject;
export const documentText = (document: Document): string =>
  typeof document === 'string' ? document : JSON.stringify(document);

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}
/** Tags as most types of resources have them. */
export type Tags = readonly (Tag & JsonObject)[];
export const tagMap = (tags: readonly Tag[] = []): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** An object without its undefined members, which the SDK's types do not take. */
export const defined = <T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** For the table of all providers, which holds many types of properties. */
export const provider = <P>(made: Provider<P>): Provider => made as unknown as Provider;

/** The keys of a template as an API has them that begins its own with small letters. */
export function lowerFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key.charAt(0).toLowerCase() + key.slice(1), lowerFirst(each)]),
  );
}
