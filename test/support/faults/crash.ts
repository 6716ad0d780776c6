import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type DeployedApplication, eventually } from '../deployed-application.ts';
import { whileChanged } from './function-settings.ts';

/** `before`: it dies without having done anything. `after`: it has done everything, and dies before it says so. */
export type CrashMoment = 'before' | 'after';

const crash =
  (moment: CrashMoment, mark: string) =>
  (handler: string): string =>
    `
    const { handler } = require(${JSON.stringify(handler)});
    exports.handler = async (event, context) => {
      const dies = JSON.stringify(event).includes(${JSON.stringify(mark)});
      if (dies && ${moment === 'before'}) process.exit(1);
      const answer = await handler(event, context);
      if (dies) process.exit(1);
      return answer;
    };`;

/** Waits until a function has written such a line. @param since milliseconds since 1970 */
export const logged = (app: DeployedApplication, end: string, filterPattern: string, since: number): Promise<string> =>
  eventually(async () => {
    const logGroupName = `/aws/lambda/${app.prefix}-${end}`;
    const query = new FilterLogEventsCommand({ logGroupName, filterPattern, startTime: since });
    const { events = [] } = await new CloudWatchLogsClient(app.client).send(query).catch(() => ({ events: [] }));
    return events[0]?.message;
  }, `${filterPattern} in the log of ${end}`);

/**
 * Lets a function die of every event that holds a text, while something is done and until it has died of it.
 * @param end of the function's name
 */
export const whileCrashing = <T>(
  app: DeployedApplication,
  end: string,
  moment: CrashMoment,
  mark: string,
  act: () => Promise<T>,
): Promise<T> =>
  whileChanged(app, end, { wrap: crash(moment, mark) }, async () => {
    const since = Date.now();
    const done = await act();
    await logged(app, end, '"Runtime.ExitError"', since);
    return done;
  });
