import type { DescribeMapRunCommandOutput, ExecutionStatus } from '@aws-sdk/client-sfn';
import type { StatesState } from '../state.ts';
import type { MapRun } from './map-run.ts';

type Counts = Pick<DescribeMapRunCommandOutput, 'itemCounts' | 'executionCounts'>;
type Tally = Partial<Record<ExecutionStatus, number>>;

const shown = (tally: Tally, total: number | undefined, written: number) => {
  const { RUNNING: running = 0, SUCCEEDED: succeeded = 0, FAILED: failed = 0 } = tally;
  const { TIMED_OUT: timedOut = 0, ABORTED: aborted = 0 } = tally;
  const begun = running + succeeded + failed + timedOut + aborted;
  return {
    pending: Math.max(0, (total ?? begun) - begun),
    running,
    succeeded,
    failed,
    timedOut,
    aborted,
    total: total ?? begun,
    resultsWritten: written,
  };
};

/** How far a map run has got, in items and in child executions. */
export function countsOf({ executions }: StatesState, { arn, total, written }: MapRun): Counts {
  const { children, items } = executions.countChildren(arn);
  return {
    itemCounts: shown(items, total?.items, written),
    executionCounts: shown(children, total?.children, written),
  };
}

/** How many children did not succeed. */
export const failuresIn = ({ FAILED = 0, TIMED_OUT = 0, ABORTED = 0 }: Tally): number => FAILED + TIMED_OUT + ABORTED;
