import type { ApiCallObserver } from './core/api-call.ts';
import { AwsError } from './core/aws-error.ts';
import type { Caller } from './core/caller.ts';
import type { Clock } from './core/clock.ts';
import type { Ids } from './core/ids.ts';
import type { ConditionKeys } from './core/needed-permission.ts';
import { requestTagKeys } from './core/request-tags.ts';
import type { Aws, CallOptions, Operation, RequestContext, Service, ServiceId } from './core/service.ts';
import { modelOf } from './wire/model.ts';
import { problemsOf } from './wire/validate.ts';
import { validationError } from './wire/validation-error.ts';

/** One permission that a call needs. */
export interface Permission {
  readonly action: string;
  readonly resources: readonly string[];
  /** Condition keys of the request beyond those that every request has. */
  readonly keys?: ConditionKeys | undefined;
  /** As `NeededPermission` has it. */
  readonly each?: (() => readonly ConditionKeys[]) | undefined;
}

/** @throws AwsError `AccessDeniedException` naming action, resource and principal */
export type Authorize = (caller: Caller, permission: Permission, service: Service, context: RequestContext) => void;

export interface Dispatcher extends Aws {
  /**
   * Runs one operation for a caller: validation by the model, permission, the operation itself.
   * @throws AwsError as AWS would answer
   */
  dispatch(service: ServiceId, operation: string, input: object, context: RequestContext): object | Promise<object>;
}

interface Parts {
  readonly services: ReadonlyMap<ServiceId, Service>;
  readonly authorize: Authorize;
  readonly observer: ApiCallObserver;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly region: string;
}

const EMPTY = {};

/** AWS's code where the protocol has one of its own; `wire/` translates it for the others. */
const unknownOperation = (service: ServiceId, operation: string): AwsError =>
  new AwsError(
    'UnknownOperationException',
    `The operation ${operation} of ${service} is not available on this endpoint.`,
  );

const actionOf = (service: Service, name: string, operation: Operation): string =>
  operation.action ?? `${service.actionPrefix ?? service.id}:${name}`;

const resourcesOf = (
  operation: Operation,
  input: object,
  context: RequestContext,
  state: unknown,
): readonly string[] => {
  const found = operation.resource?.(input, context, state) ?? '*';
  return typeof found === 'string' ? [found] : found;
};

/** The permissions that a call needs whatever it brings. */
function ownPermissionsOf(
  service: Service,
  name: string,
  operation: Operation,
  input: object,
  context: RequestContext,
): Permission[] {
  const keys = operation.conditionKeys?.(input, context, service.state);
  if (operation.permissions) {
    return operation.permissions(input, context, service.state).map(({ action, resource, keys: own, each }) => ({
      action,
      resources: [resource],
      keys: own ? { ...keys, ...own } : keys,
      each,
    }));
  }
  if (operation.action === null) return [];
  const resources = resourcesOf(operation, input, context, service.state);
  return [{ action: actionOf(service, name, operation), resources, keys }];
}

/** All permissions that a call needs, one after the other; the first one is that for the call itself. */
function permissionsOf(
  service: Service,
  name: string,
  operation: Operation,
  input: object,
  context: RequestContext,
): Permission[] {
  const own = ownPermissionsOf(service, name, operation, input, context);
  if (operation.tagAction === undefined) return own;
  const [first, ...others] = own;
  const tags = requestTagKeys(input);
  if (!tags || !first) return own;
  const keys = { ...first.keys, ...tags };
  return [{ ...first, keys }, ...others, { action: operation.tagAction, resources: first.resources, keys }];
}

/** A call that is well-formed, and what it needs. */
interface Prepared {
  readonly service: Service;
  readonly name: string;
  readonly operation: Operation;
  readonly input: object;
  readonly context: RequestContext;
  readonly permissions: readonly Permission[];
}

export function createDispatcher({ services, authorize, observer, clock, ids, region }: Parts): Dispatcher {
  const run = ({ service, operation, input, context, permissions }: Prepared): object | Promise<object> => {
    for (const permission of permissions) authorize(context.caller, permission, service, context);
    return operation.handle(service.state, input, context) ?? EMPTY;
  };
  const observed = (prepared: Prepared): object | Promise<object> => {
    const { service, name, input, context, permissions } = prepared;
    const resources = permissions.flatMap((permission) => permission.resources);
    const call = { service: service.id, operation: name, input, context, resources };
    const done = (output: object): object => {
      observer.observe({ ...call, output, error: undefined });
      return output;
    };
    const failed = (error: unknown): never => {
      if (error instanceof AwsError) observer.observe({ ...call, output: undefined, error });
      throw error;
    };
    let output: object | Promise<object>;
    try {
      output = run(prepared);
    } catch (error) {
      return failed(error);
    }
    return output instanceof Promise ? output.then(done, failed) : done(output);
  };
  const dispatch = (id: ServiceId, name: string, input: object, context: RequestContext): object | Promise<object> => {
    const service = services.get(id);
    const operation = service && Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (!service || !operation) throw unknownOperation(id, name);
    if (!service.rawJson) {
      const problems = problemsOf(id, modelOf(id).operations[name]?.input?.shape, input);
      if (problems.length > 0) throw validationError(id, problems);
    }
    const permissions = permissionsOf(service, name, operation, input, context);
    const prepared = { service, name, operation, input, context, permissions };
    return observer.wants(id, name, context) ? observed(prepared) : run(prepared);
  };

  return {
    dispatch,
    async call<O>(
      caller: Caller,
      service: ServiceId,
      operation: string,
      input: object,
      options: CallOptions = {},
    ): Promise<O> {
      const context: RequestContext = {
        caller,
        accountId: options.accountId ?? caller.accountId,
        region: options.region ?? region,
        requestId: ids.uuid(),
        now: clock.now(),
        ...(options.signal ? { signal: options.signal } : {}),
      };
      return (await dispatch(service, operation, input, context)) as O;
    },
  };
}
