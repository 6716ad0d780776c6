import { isJsonArray, isJsonObject, type Json } from '../../../asl/index.ts';
import { type Integration, type TaskCall, TaskError } from './integration.ts';
import { asText, callOptimised, given, type OptimisedApi, parametersOf, withMetadata } from './optimised.ts';

const API: OptimisedApi = {
  service: 'events',
  names: { prefix: 'EventBridge', generic: 'AmazonEventBridgeException', service: 'AmazonEventBridge' },
  contentType: 'application/x-amz-json-1.1',
};

/** The execution and its machine are added to the resources of every event. */
function entry({ executionArn, machineArn }: TaskCall, value: Json): Json {
  if (!isJsonObject(value)) return value;
  const { Detail: detail, Resources: resources = [], ...rest } = value;
  return {
    ...given(rest),
    ...(detail === undefined || detail === null ? {} : { Detail: asText(detail) }),
    Resources: [...(isJsonArray(resources) ? resources : []), executionArn, machineArn],
  };
}

/**
 * Where one entry is refused the task fails; the others have been sent all the same.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
 */
export const putEvents: Integration = async (call) => {
  const parameters = given(parametersOf(call));
  const { Entries: entries = [] } = parameters;
  const sent = { ...parameters, Entries: isJsonArray(entries) ? entries.map((each) => entry(call, each)) : entries };
  const answer = await callOptimised(call, API, 'PutEvents', sent);
  if (Number(answer.FailedEntryCount) > 0) throw new TaskError('EventBridge.FailedEntry', JSON.stringify(answer));
  return withMetadata(call, API, answer);
};
