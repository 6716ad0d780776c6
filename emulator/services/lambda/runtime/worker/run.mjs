// One invocation: the context object, the call, the answer as JSON.

import { RuntimeError } from './errors.mjs';

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export function contextOf({ requestId, deadline, functionArn, clientContext }, runtime) {
  const { env } = process;
  const context = {
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  return runtime === 'nodejs24.x' ? context : { callbackWaitsForEmptyEventLoop: true, ...context };
}

function stringify(value) {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null';
  } catch {
    throw new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

/**
 * Calls a handler, whichever of the ways to answer it takes: a promise, the callback, or the
 * functions of the context that runtimes before Node.js 24 have.
 * @returns {Promise<string>} JSON
 */
export async function run(handler, { payload }, context) {
  const result = await new Promise((resolve, reject) => {
    const callback = (error, value) => (error === null || error === undefined ? resolve(value) : reject(error));
    const answering = 'callbackWaitsForEmptyEventLoop' in context;
    const all = answering ? { ...context, done: callback, succeed: resolve, fail: reject } : context;
    const answer = answering ? handler(JSON.parse(payload), all, callback) : handler(JSON.parse(payload), all);
    if (typeof answer?.then === 'function') answer.then(resolve, reject);
    else if (!answering) resolve(answer);
    // What such a handler returns has no meaning; one that takes no context cannot answer at all.
    else if (handler.length < 2) resolve(undefined);
  });
  return stringify(result);
}
