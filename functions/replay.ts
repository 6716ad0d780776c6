import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { replayPorts } from '../lib/aws/replay-ports.ts';
import { logger } from '../lib/powertools.ts';
import { readReplayCommand } from '../lib/replays/replay-command.ts';
import { replayEvents } from '../lib/replays/replayer.ts';

const ports = replayPorts();

/** Operators invoke it: `sls invoke -f replay -d '{"action":"plan","from":…,"to":…,"rules":[…]}'`. */
export const handler = middy<unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((command) => replayEvents(readReplayCommand(command), { ...ports, now: Date.now() }));
