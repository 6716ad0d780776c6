import { readFileSync } from 'node:fs';
import type { ServiceId } from '../core/service.ts';

/** A use of a shape: as a member, a list's element, a map's key or value. */
export interface ShapeRef {
  readonly shape: string;
  readonly location?: 'header' | 'headers' | 'uri' | 'querystring' | 'statusCode';
  readonly locationName?: string;
  readonly queryName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string };
  readonly streaming?: boolean;
  readonly timestampFormat?: TimestampFormat;
}

export type TimestampFormat = 'iso8601' | 'rfc822' | 'unixTimestamp';

export interface ErrorTrait {
  readonly code?: string;
  readonly httpStatusCode?: number;
  readonly senderFault?: boolean;
}

/** A type of a service, as botocore's models have it. */
export interface Shape {
  readonly type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'integer'
    | 'long'
    | 'float'
    | 'double'
    | 'boolean'
    | 'blob'
    | 'timestamp'
    | 'character';
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, ShapeRef>>;
  readonly member?: ShapeRef;
  readonly key?: ShapeRef;
  readonly value?: ShapeRef;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly payload?: string;
  readonly flattened?: boolean;
  readonly locationName?: string;
  readonly xmlNamespace?: { readonly uri: string };
  readonly timestampFormat?: TimestampFormat;
  readonly error?: ErrorTrait;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly union?: boolean;
  readonly document?: boolean;
  /** A secret: no message and no log may show it. */
  readonly sensitive?: boolean;
}

export interface OperationModel {
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: { readonly shape: string; readonly locationName?: string };
  readonly output?: { readonly shape: string; readonly resultWrapper?: string; readonly locationName?: string };
  readonly errors: readonly string[];
}

export type Protocol = 'json' | 'query' | 'rest-json' | 'rest-xml' | 'smithy-rpc-v2-cbor';

/** A service as AWS publishes it; see `models/NOTICE`. */
export interface ServiceModel {
  readonly metadata: {
    readonly apiVersion: string;
    readonly endpointPrefix: string;
    readonly jsonVersion?: string;
    readonly protocol: Protocol;
    /** All that the service speaks, where it is more than one. */
    readonly protocols?: readonly Protocol[];
    readonly serviceId: string;
    readonly targetPrefix?: string;
    readonly xmlNamespace?: string;
  };
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

const loaded = new Map<string, ServiceModel>();

const read = (name: string): ServiceModel =>
  JSON.parse(readFileSync(new URL(`../models/${name}.json`, import.meta.url), 'utf8')) as ServiceModel;

const cached = (name: string, make: () => ServiceModel): ServiceModel => {
  const model = loaded.get(name) ?? make();
  loaded.set(name, model);
  return model;
};

/** Reads a model when it is first asked for: all of them together would cost memory and start-up time. */
export const modelOf = (service: ServiceId): ServiceModel => cached(service, () => read(service));

/**
 * SQS as its Query protocol has it. AWS's current model describes only JSON; the former one, of
 * before 2023, lacks newer operations, which take their shapes from the current.
 */
export const sqsQueryModel = (): ServiceModel =>
  cached('sqs-query', () => {
    const [current, former] = [modelOf('sqs'), read('sqs-query')];
    return {
      metadata: former.metadata,
      operations: { ...current.operations, ...former.operations },
      shapes: { ...current.shapes, ...former.shapes },
    };
  });

const EMPTY: Shape = { type: 'structure', members: {} };

export const shapeOf = (model: ServiceModel, ref: { readonly shape: string } | undefined): Shape =>
  (ref && model.shapes[ref.shape]) ?? EMPTY;
