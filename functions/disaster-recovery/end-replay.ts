import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { EventBridgeEvent } from 'aws-lambda';
import { replayPorts } from '../../lib/aws/replay-ports.ts';
import { logger } from '../../lib/powertools.ts';
import { endRun } from '../../lib/replays/runs/end-run.ts';
import type { RunState } from '../../lib/replays/runs/replay-run.ts';

const ports = replayPorts();

type StatusChange = EventBridgeEvent<
  'Step Functions Execution Status Change',
  { readonly name: string; readonly status: RunState }
>;

/** Called when a run has ended, however it did: nothing of it stays behind. Idempotency key: the plan's id. */
export const handler = middy<StatusChange>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(({ detail: { name, status } }) => endRun(name, status, { ...ports, now: Date.now() }));
