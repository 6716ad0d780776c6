import type { GetActivityTaskCommandInput, GetActivityTaskCommandOutput } from '@aws-sdk/client-sfn';
import { activityOf } from '../activities/activity.ts';
import type { StatesOperation } from '../operation.ts';

/**
 * Waits up to a minute for a task; an answer without a token says that there is none.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html
 */
export const getActivityTask: StatesOperation<GetActivityTaskCommandInput, GetActivityTaskCommandOutput> = {
  resource: ({ activityArn = '' }) => activityArn,
  async handle(
    state,
    { activityArn = '', workerName },
    { signal },
  ): Promise<Omit<GetActivityTaskCommandOutput, '$metadata'>> {
    activityOf(state, activityArn);
    for (;;) {
      const task = await state.activityQueues.take(activityArn, signal);
      if (!task) return {};
      const { execution, request } = task;
      const live = state.engine.live(execution);
      if (!live?.tasks.has(request.task)) continue;
      state.engine.deliver(live, {
        kind: 'taskStarted',
        task: request.task,
        ...(workerName === undefined ? {} : { workerName }),
      });
      return { taskToken: request.token, input: JSON.stringify(request.parameters) };
    }
  },
};
