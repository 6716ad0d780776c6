import { isAwsError } from '../../../core/aws-error.ts';
import type { Cancel } from '../../../core/clock.ts';
import { type LogEvent, logBatches } from '../../../core/log-batches.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { FunctionVersion } from '../function.ts';
import { asRole } from '../role.ts';

/** How long lines are gathered before they are written. */
const GATHER_MILLISECONDS = 50;
/** A line of CloudWatch Logs holds 256 KB, of which 26 bytes are not the message; and the newline. */
const LINE_LIMIT = 262_117;
export interface LogWriter {
  write(line: string): void;
  flush(): Promise<void>;
}

const cut = (line: string): string => {
  if (line.length * 3 <= LINE_LIMIT) return line;
  const bytes = Buffer.from(line);
  return bytes.length <= LINE_LIMIT
    ? line
    : bytes
        .subarray(0, LINE_LIMIT)
        .toString('utf8')
        .replace(/\uFFFD$/, '');
};

/**
 * Writes a function's lines to its log group under its role. A role that may not write has no logs,
 * as on AWS: the invocation goes on.
 */
export function createLogWriter({ aws, clock }: ServiceDeps, version: FunctionVersion, stream: string): LogWriter {
  const caller = asRole(version.role, version);
  const names = { logGroupName: version.logging.group, logStreamName: stream };
  const options = { region: version.region, accountId: version.accountId };
  // Lines of the text format keep their newline in CloudWatch Logs.
  const ending = version.logging.format === 'Text' ? '\n' : '';
  let events: LogEvent[] = [];
  let cancel: Cancel | undefined;
  let isReady = false;
  let writing: Promise<void> = Promise.resolve();

  const create = async (operation: string, input: object): Promise<void> => {
    try {
      await aws.call(caller, 'logs', operation, input, options);
    } catch (error) {
      if (!isAwsError(error, 'ResourceAlreadyExistsException')) throw error;
    }
  };
  const prepare = async (): Promise<void> => {
    try {
      await create('CreateLogStream', names);
    } catch (error) {
      if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
      await create('CreateLogGroup', { logGroupName: names.logGroupName });
      await create('CreateLogStream', names);
    }
    isReady = true;
  };
  const put = async (all: readonly LogEvent[]): Promise<void> => {
    try {
      if (!isReady) await prepare();
      for (const logEvents of logBatches(all))
        await aws.call(caller, 'logs', 'PutLogEvents', { ...names, logEvents }, options);
    } catch {
      isReady = false;
    }
  };
  const flush = (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    if (events.length > 0) {
      const all = events;
      events = [];
      writing = writing.then(() => put(all));
    }
    return writing;
  };
  return {
    write(line) {
      if (line === '') return;
      events.push({ timestamp: clock.now(), message: cut(line) + ending });
      cancel ??= clock.at(clock.now() + GATHER_MILLISECONDS, () => void flush());
    },
    flush,
  };
}
