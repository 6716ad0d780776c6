import type { EventSink } from '../../core/aws-event.ts';
import type { Instant } from '../../core/clock.ts';
import type { Execution } from './executions/execution.ts';

/** Larger inputs and outputs are left out. https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html */
const MOST_BYTES = 248 * 1024;

const included = (text: string | undefined): { readonly text: string | null; readonly details: object | null } =>
  text === undefined
    ? { text: null, details: null }
    : Buffer.byteLength(text) > MOST_BYTES
      ? { text: null, details: { included: false } }
      : { text, details: { included: true } };

/** Tells the default bus that a STANDARD execution has another status. */
export function putStatusEvent(sink: EventSink, execution: Execution, time: Instant): void {
  const { accountId, region, arn, started, stopped, error, cause, redriveCount, redriven } = execution;
  const [input, output] = [included(execution.input), included(execution.output)];
  sink.put({
    accountId,
    region,
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [arn],
    time,
    detail: {
      executionArn: arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: started,
      stopDate: stopped ?? null,
      input: input.text,
      output: output.text,
      inputDetails: input.details,
      outputDetails: output.details,
      error: error ?? null,
      cause: cause ?? null,
      stateMachineVersionArn: execution.versionArn ?? null,
      stateMachineAliasArn: execution.aliasArn ?? null,
      redriveCount,
      redriveDate: redriven ?? null,
      redriveStatus:
        execution.status === 'RUNNING' || execution.status === 'SUCCEEDED' ? 'NOT_REDRIVABLE' : 'REDRIVABLE',
      redriveStatusReason:
        execution.status === 'RUNNING'
          ? 'Execution is RUNNING and cannot be redriven'
          : execution.status === 'SUCCEEDED'
            ? 'Execution is SUCCEEDED and cannot be redriven'
            : null,
    },
  });
}
