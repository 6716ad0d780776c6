import { type Integration, PENDING, TaskError } from './integration.ts';

/**
 * Puts the task into its activity's queue, where a worker takes it with GetActivityTask.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html
 */
export const activity: Integration = async ({ state, request, executionId, signal, submitted }) => {
  if (submitted !== undefined) return PENDING;
  if (!state.activityQueues.add(request.resource, { execution: executionId, request, signal })) {
    throw new TaskError('States.Runtime', `The activity ${request.resource} does not exist.`);
  }
  return PENDING;
};
