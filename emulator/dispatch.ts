import { AwsError } from './core/aws-error.ts';
import type { Caller } from './core/caller.ts';
import type { Clock } from './core/clock.ts';
import type { Ids } from './core/ids.ts';
import type { Aws, CallOptions, Operation, RequestContext, Service, ServiceId } from './core/service.ts';
import { modelOf } from './wire/model.ts';
import { problemsOf } from './wire/validate.ts';
import { validationError } from './wire/validation-error.ts';

/** One permission that a call needs. */
export interface Permission {
  readonly action: string;
  readonly resources: readonly string[];
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

export function createDispatcher({ services, authorize, clock, ids, region }: Parts): Dispatcher {
  const dispatch = (id: ServiceId, name: string, input: object, context: RequestContext): object | Promise<object> => {
    const service = services.get(id);
    const operation = service && Object.hasOwn(service.operations, name) ? service.operations[name] : undefined;
    if (!service || !operation) throw unknownOperation(id, name);
    if (!service.rawJson) {
      const problems = problemsOf(id, modelOf(id).operations[name]?.input?.shape, input);
      if (problems.length > 0) throw validationError(id, problems);
    }
    if (operation.permissions) {
      for (const { action, resource } of operation.permissions(input, context, service.state))
        authorize(context.caller, { action, resources: [resource] }, service, context);
    } else if (operation.action !== null) {
      const resources = resourcesOf(operation, input, context, service.state);
      authorize(context.caller, { action: actionOf(service, name, operation), resources }, service, context);
    }
    return operation.handle(service.state, input, context) ?? EMPTY;
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
