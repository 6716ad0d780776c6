import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { BusArchive } from '../lib/aws/bus-archive.ts';
import { eventbridge } from '../lib/aws/eventbridge.ts';
import { numericSetting, setting } from '../lib/environment.ts';
import { logger } from '../lib/powertools.ts';
import { readReplayCommand } from '../lib/replays/replay-command.ts';
import { replayEvents } from '../lib/replays/replayer.ts';

const archive = new BusArchive(eventbridge, setting('ARCHIVE_ARN'), setting('BUS_ARN'));
const lagSeconds = numericSetting('ARCHIVE_LAG_SECONDS');

/** Operators invoke it: `sls invoke -f replay -d '{"action":"start","from":…,"to":…,"rules":[…]}'`. */
export const handler = middy<unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .handler((command) => replayEvents(readReplayCommand(command), { archive, now: Date.now(), lagSeconds }));
