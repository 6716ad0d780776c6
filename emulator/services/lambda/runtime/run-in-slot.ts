import type { ServiceDeps } from '../../../core/service.ts';
import { functionArn } from '../function.ts';
import type { Outcome } from './environment.ts';
import { endLines, initLines, startLines } from './platform-log.ts';
import type { RunOptions, RunResult } from './pool.ts';
import { freshCredentials, type Slot, say } from './slot.ts';

const TAIL_BYTES = 4096;
/** 6 MB and a little for what is around it. */
const ANSWER_LIMIT = 6_291_556;

const failed = (error: object): Omit<RunResult, 'tail'> => ({
  payload: JSON.stringify(error),
  functionError: 'Unhandled',
});

/** What the caller gets of an outcome. */
function answerOf(outcome: Outcome, requestId: string): Omit<RunResult, 'tail'> {
  if (outcome.kind === 'result') {
    if (outcome.payload.length * 3 <= ANSWER_LIMIT || Buffer.byteLength(outcome.payload) <= ANSWER_LIMIT)
      return { payload: outcome.payload, functionError: undefined };
    return failed({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${ANSWER_LIMIT} bytes).`,
    });
  }
  const { errorType, errorMessage, trace } = outcome.error;
  // An error with a trace is the function's own; the platform's names the request.
  return failed({
    errorType,
    errorMessage: trace ? errorMessage : `RequestId: ${requestId} Error: ${errorMessage}`,
    trace,
  });
}

/** Runs one invocation in an environment that is free, and writes its log. */
export async function runInSlot(deps: ServiceDeps, slot: Slot, options: RunOptions): Promise<RunResult> {
  const { clock, ids } = deps;
  const { version, environment } = slot;
  const { requestId, payload, qualifier, clientContext } = options;
  slot.lines = [];
  if (slot.isCold) for (const line of initLines(version, clock.now())) say(slot, line);
  slot.isCold = false;
  for (const line of startLines(version, requestId, clock.now())) say(slot, line);
  const seconds = Math.floor(clock.now() / 1000).toString(16);
  const sampled = version.tracing === 'Active' ? 1 : 0;
  const outcome = await environment.invoke({
    requestId,
    payload,
    functionArn: functionArn(version, version.name, qualifier),
    traceId: `Root=1-${seconds}-${ids.hex(24)};Parent=${ids.hex(16)};Sampled=${sampled}`,
    clientContext,
    credentials: await freshCredentials(deps, slot),
  });
  for (const line of endLines(version, requestId, outcome, clock.now())) say(slot, line);
  const tail = Buffer.from(slot.lines.join('\n')).subarray(-TAIL_BYTES).toString('utf8');
  return { ...answerOf(outcome, requestId), tail };
}
