import { describeRun, type RunProgress } from './describe-run.ts';
import { type EndPorts, endRun } from './end-run.ts';
import { RunEndedError } from './replay-run.ts';
import type { StartPorts } from './start-run.ts';

/**
 * Stops a run and cancels its replays. What was replayed until then stays delivered.
 * @throws NotFoundError, RunEndedError
 */
export async function cancelRun(planId: string, ports: StartPorts & EndPorts): Promise<RunProgress> {
  const { state, endedAt } = await describeRun(planId, ports);
  if (endedAt !== undefined || (state !== 'RUNNING' && state !== 'NOT_STARTED')) {
    throw new RunEndedError(
      `The run ${planId} has ended, ${state}; there is nothing to cancel. What it delivered cannot be taken back; plan again to replay more.`,
    );
  }
  await ports.workflow.stop(planId, 'It was cancelled by an operator.');
  await endRun(planId, 'ABORTED', ports);
  return describeRun(planId, ports);
}
