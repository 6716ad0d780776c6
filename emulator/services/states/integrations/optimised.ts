import { isJsonObject, type Json, type JsonObject } from '../../../asl/index.ts';
import type { ServiceId } from '../../../core/service.ts';
import { type ErrorNames, optimisedError, reported } from './api-errors.ts';
import { fromJson, toJson } from './api-values.ts';
import { type TaskCall, TaskError } from './integration.ts';
import { sdkMetadata } from './sdk-metadata.ts';

/** An API that has an integration of its own. */
export interface OptimisedApi {
  readonly service: ServiceId;
  readonly names: ErrorNames;
  readonly contentType: string;
  /** Its JSON goes over the wire as it is. */
  readonly raw?: boolean;
}

/** @throws TaskError where the parameters are no object */
export function parametersOf({ request }: TaskCall): JsonObject {
  const { parameters } = request;
  if (!isJsonObject(parameters)) throw new TaskError('States.Runtime', 'The Parameters of the task must be an object.');
  return parameters;
}

/** The parameters without those that are null, which count as left out. */
export const given = (parameters: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null));

/** A text for a field that takes texts only: anything else is written as JSON. */
export const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Calls the API as an optimised integration does.
 * @returns its answer, without what the integration adds
 * @throws TaskError
 */
export async function callOptimised(
  call: TaskCall,
  api: OptimisedApi,
  operation: string,
  parameters: JsonObject,
): Promise<JsonObject> {
  const { state } = call;
  const model = state.modelOf(api.service);
  const shapes = model.operations[operation];
  const input = api.raw ? parameters : fromJson(model, shapes?.input, parameters);
  const output = await reported(
    () => call.api(api.service, operation, input as object),
    (error) => optimisedError(api.names, model, operation, error, state.deps.ids),
  );
  const made = api.raw ? (output as Json) : toJson(model, shapes?.output, output, 'milliseconds');
  return isJsonObject(made) ? made : {};
}

/** The answer with the HTTP metadata that optimised integrations add. */
export const withMetadata = ({ state }: TaskCall, { contentType }: OptimisedApi, answer: JsonObject): JsonObject => ({
  ...answer,
  ...sdkMetadata(state.deps.ids, state.deps.clock.now(), JSON.stringify(answer), contentType),
});
