import { assumeRole } from '../../../core/assume-role.ts';
import { isAwsError } from '../../../core/aws-error.ts';
import type { RoleCaller } from '../../../core/caller.ts';
import type { Cancel } from '../../../core/clock.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { FunctionVersion } from '../function.ts';

/** How long lines are gathered before they are written. */
const GATHER_MILLISECONDS = 50;

export interface LogWriter {
  write(line: string): void;
  flush(): Promise<void>;
}

/**
 * Writes a function's lines to its log group under its role. A role that may not write has no logs,
 * as on AWS: the invocation goes on.
 */
export function createLogWriter(deps: ServiceDeps, version: FunctionVersion, stream: string): LogWriter {
  const { aws, clock } = deps;
  let lines: { timestamp: number; message: string }[] = [];
  let cancel: Cancel | undefined;
  let caller: RoleCaller | undefined;
  let isReady = false;
  let writing: Promise<void> = Promise.resolve();
  const names = { logGroupName: version.logging.group, logStreamName: stream };
  const options = { region: version.region, accountId: version.accountId };

  const ignoringExisting = async (operation: string, input: object): Promise<void> => {
    try {
      await aws.call(caller as RoleCaller, 'logs', operation, input, options);
    } catch (error) {
      if (!isAwsError(error, 'ResourceAlreadyExistsException')) throw error;
    }
  };
  const prepare = async (): Promise<void> => {
    caller ??= await assumeRole(aws, 'lambda.amazonaws.com', version.role, version.name);
    try {
      await ignoringExisting('CreateLogStream', names);
    } catch (error) {
      if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
      await ignoringExisting('CreateLogGroup', { logGroupName: names.logGroupName });
      await ignoringExisting('CreateLogStream', names);
    }
    isReady = true;
  };
  const put = async (logEvents: typeof lines): Promise<void> => {
    try {
      if (!isReady) await prepare();
      await aws.call(caller as RoleCaller, 'logs', 'PutLogEvents', { ...names, logEvents }, options);
    } catch {
      isReady = false;
    }
  };
  const flush = (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    if (lines.length === 0) return writing;
    const batch = lines;
    lines = [];
    writing = writing.then(() => put(batch));
    return writing;
  };
  return {
    write(line) {
      if (line === '') return;
      lines.push({ timestamp: clock.now(), message: line.slice(0, 250_000) });
      cancel ??= clock.at(clock.now() + GATHER_MILLISECONDS, () => void flush());
    },
    flush,
  };
}
