import type { LogLevel } from '@aws-sdk/client-sfn';
import type { HistoryEvent, HistoryEventType } from '../../../asl/interpreter/index.ts';
import { logBatches } from '../../../core/log-batches.ts';
import { logDeliveryCaller } from '../../../core/log-delivery.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { Live } from '../engine/live.ts';
import { logGroupArnOf } from '../machines/configuration.ts';

/** Writes what happens in executions to CloudWatch Logs, as far as their machines ask for it. */
export interface ExecutionLogs {
  append(live: Live, events: readonly HistoryEvent[]): void;
}

const FATAL = /^Execution(Failed|Aborted|TimedOut)$/;
const ERROR = /(Failed|Aborted|TimedOut)$/;

/** https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const WANTED: Record<LogLevel, (type: HistoryEventType) => boolean> = {
  OFF: () => false,
  FATAL: (type) => FATAL.test(type),
  ERROR: (type) => ERROR.test(type),
  ALL: () => true,
};

const DATA = new Set(['input', 'inputDetails', 'output', 'outputDetails', 'parameters', 'assignedVariables']);

function line({ execution }: Live, { id, previous, type, at, details = {} }: HistoryEvent, withData: boolean): string {
  const shown = Object.entries(details).filter(([key]) => withData || !DATA.has(key));
  return JSON.stringify({
    id: String(id),
    type,
    details: Object.fromEntries(shown),
    redrive_count: String(execution.redriveCount),
    previous_event_id: String(previous),
    event_timestamp: String(at),
    execution_arn: execution.arn,
  });
}

const MOST_LINES = 10_000;

/**
 * Lines wait until the turn is over, so that many of them go in one request. One stream an hour and
 * machine, as `states/<machine>/<hour>/<id>`.
 */
export function createExecutionLogs({ aws, clock, ids, log }: ServiceDeps): ExecutionLogs {
  interface Waiting {
    readonly machineArn: string;
    readonly accountId: string;
    readonly region: string;
    readonly machineName: string;
    readonly lines: { readonly timestamp: number; readonly message: string }[];
  }
  const waiting = new Map<string, Waiting>();
  const streams = new Map<string, { readonly hour: string; readonly name: string }>();

  const streamOf = async (group: string, { machineArn, machineName, accountId, region }: Waiting): Promise<string> => {
    const hour = new Date(clock.now()).toISOString().slice(0, 13).replace('T', '-');
    const known = streams.get(`${group} ${machineArn}`);
    if (known?.hour === hour) return known.name;
    const name = `states/${machineName}/${hour}-00/${ids.hex(8)}`;
    const input = { logGroupName: group.split(':')[6], logStreamName: name };
    const caller = logDeliveryCaller({ accountId, region }, 'states');
    await aws.call(caller, 'logs', 'CreateLogStream', input, { accountId, region });
    streams.set(`${group} ${machineArn}`, { hour, name });
    return name;
  };

  const flush = async (group: string): Promise<void> => {
    const found = waiting.get(group);
    waiting.delete(group);
    if (!found) return;
    const { accountId, region } = found;
    const caller = logDeliveryCaller({ accountId, region }, 'states');
    const logStreamName = await streamOf(group, found);
    const stream = { logGroupName: group.split(':')[6], logStreamName };
    for (const logEvents of logBatches(found.lines))
      await aws.call(caller, 'logs', 'PutLogEvents', { ...stream, logEvents }, { accountId, region });
  };

  return {
    append(live, events) {
      const { level = 'OFF', includeExecutionData = false } = live.revision.logging;
      if (level === 'OFF' || events.length === 0) return;
      const group = logGroupArnOf(live.revision.logging);
      if (group === undefined) return;
      const wanted = events.filter(({ type }) => WANTED[level](type));
      if (wanted.length === 0) return;
      const { machineArn, machineName, accountId, region } = live.execution;
      const key = group;
      let found = waiting.get(key);
      if (!found) {
        found = { machineArn, machineName, accountId, region, lines: [] };
        waiting.set(key, found);
        // AWS delivers logs at best effort: a group that is gone or closed does not hold executions up.
        setImmediate(() =>
          flush(key).catch((error: unknown) =>
            log.info('execution logs could not be written', { group, error: String(error) }),
          ),
        );
      }
      for (const event of wanted.slice(0, MOST_LINES - found.lines.length))
        found.lines.push({ timestamp: event.at, message: line(live, event, includeExecutionData) });
    },
  };
}
