import type { HistoryEvent as ApiEvent } from '@aws-sdk/client-sfn';
import type { HistoryEvent, HistoryEventType } from '../../../asl/interpreter/index.ts';

/** The member of the API's event that holds the details of a type. */
function detailsKey(type: HistoryEventType): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** Members that hold what was processed; `…Details` beside them says whether something was cut off. */
const DATA = ['input', 'output', 'parameters', 'assignedVariables'];
const DATA_DETAILS = ['inputDetails', 'outputDetails', 'assignedVariablesDetails'];

const without = (details: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(details).filter(([key]) => !DATA.includes(key) && !DATA_DETAILS.includes(key)));

/** An event as GetExecutionHistory and the logs show it. */
export function apiEvent({ id, previous, type, at, details }: HistoryEvent, withData: boolean): ApiEvent {
  const shown = details && (withData ? details : without(details));
  return {
    timestamp: new Date(at),
    type,
    id,
    previousEventId: previous,
    ...(shown ? { [detailsKey(type)]: shown } : {}),
  };
}
