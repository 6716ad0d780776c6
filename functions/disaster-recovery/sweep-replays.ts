import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { replayPorts } from '../../lib/aws/replay-ports.ts';
import { logger } from '../../lib/powertools.ts';
import { sweepRuns } from '../../lib/replays/runs/sweep-runs.ts';

const ports = replayPorts();

/** Called every hour: what a crash kept from being cleaned up goes now. Harmless when repeated. */
export const handler = middy<unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler(async () => {
    const swept = await sweepRuns({ ...ports, now: Date.now() });
    if (swept.length > 0) logger.warn('Runs had left something behind', { swept });
    return { swept };
  });
