import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import { logger, metrics } from '../powertools.ts';

/** What every state of a workflow hands to its task besides the input itself. */
export interface TaskContext {
  readonly execution: string;
  readonly correlationId?: string;
}

/**
 * The chain of every task of a workflow. The state passes `{ context, input }`; what it throws reaches the
 * state machine under the error's name, for Retry and Catch to choose by.
 */
export const taskHandler = <Input, Output>(task: (input: Input) => Promise<Output>) =>
  middy<{ readonly context: TaskContext; readonly input: Input }>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .before(({ event }) => logger.appendKeys({ ...event.context }))
    .handler(({ input }) => task(input));
