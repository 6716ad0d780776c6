import { executionArn, expressArn } from '../arns.ts';
import { uuidOf } from '../engine/chance.ts';
import type { Live } from '../engine/live.ts';
import type { Execution } from '../executions/execution.ts';
import type { StatesState } from '../state.ts';
import type { MapRun } from './map-run.ts';

/** What one child execution is given. */
export interface ChildInput {
  readonly input: string;
  readonly items: number;
}

/** The child for the next items. Its name follows from its place, so that none is started twice. */
export function newChild(
  state: StatesState,
  parent: Live,
  mapRun: MapRun,
  child: ChildInput & { readonly index: number; readonly mapState: string; readonly type: 'STANDARD' | 'EXPRESS' },
): Execution {
  const { execution } = parent;
  const { index, mapState, items, input, type } = child;
  const name = uuidOf(execution.seed, mapRun.arn, index);
  const machine = mapRun.arn.split(':')[6] ?? '';
  return {
    id: state.executions.nextId(),
    accountId: execution.accountId,
    region: execution.region,
    arn:
      type === 'EXPRESS'
        ? expressArn(execution, machine, name, uuidOf(execution.seed, mapRun.arn, index, 'run'))
        : executionArn(execution, machine, name),
    name,
    machineArn: `${execution.machineArn.split(':').slice(0, 6).join(':')}:${machine}`,
    machineName: execution.machineName,
    type,
    status: 'RUNNING',
    started: state.deps.clock.now(),
    input,
    revision: execution.revision,
    child: { mapRunArn: mapRun.arn, mapState, index, items },
    redriveCount: 0,
    seed: state.deps.ids.hex(32),
  };
}
