import type { ListExecutionsCommandInput, ListExecutionsCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { arnOf, machineArn } from '../arns.ts';
import type { ExecutionFilter } from '../executions/executions.ts';
import { machineDoesNotExist, resourceNotFound } from '../machines/find.ts';
import { machineKey } from '../machines/machine.ts';
import type { StatesOperation } from '../operation.ts';
import { makeToken, pageSize, readToken } from '../page.ts';
import type { StatesState } from '../state.ts';

/** Whose executions are meant. @throws AwsError */
function ownerOf(state: StatesState, { stateMachineArn, mapRunArn }: ListExecutionsCommandInput): ExecutionFilter {
  if ((stateMachineArn === undefined) === (mapRunArn === undefined)) {
    throw new AwsError('ValidationException', 'Must provide either a StateMachine ARN or MapRun ARN');
  }
  if (mapRunArn !== undefined) {
    arnOf(mapRunArn, 'mapRun');
    if (!state.mapRuns.get(mapRunArn)) throw resourceNotFound(mapRunArn);
    return { mapRunArn };
  }
  const arn = stateMachineArn ?? '';
  const parsed = arnOf(arn, 'machine', 'version', 'alias');
  const machine = state.machines.get(machineKey(parsed.place, parsed.name));
  if (!machine) throw machineDoesNotExist(arn);
  if (machine.type === 'EXPRESS') {
    throw new AwsError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
  }
  return {
    machineArn: machineArn(parsed.place, parsed.name),
    ...(parsed.kind === 'version' ? { versionArn: arn } : {}),
    ...(parsed.kind === 'alias' ? { aliasArn: arn } : {}),
  };
}

/** Newest first. https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export const listExecutions: StatesOperation<ListExecutionsCommandInput, ListExecutionsCommandOutput> = {
  resource: ({ stateMachineArn, mapRunArn }) => stateMachineArn ?? mapRunArn ?? '*',
  handle(state, input) {
    const { statusFilter, maxResults, nextToken, redriveFilter } = input;
    const filter: ExecutionFilter = {
      ...ownerOf(state, input),
      status: statusFilter,
      redriven: redriveFilter === undefined ? undefined : redriveFilter === 'REDRIVEN',
    };
    const before = readToken(filter, nextToken);
    const limit = pageSize(maxResults);
    const found = state.executions.page(filter, limit + 1, before === undefined ? undefined : Number(before));
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      executions: page.map(({ arn, machineArn: owner, name, status, started, stopped, ...execution }) => ({
        executionArn: arn,
        stateMachineArn: owner,
        name,
        status,
        startDate: new Date(started),
        ...(stopped === undefined ? {} : { stopDate: new Date(stopped) }),
        ...(execution.child === undefined ? {} : { mapRunArn: execution.child.mapRunArn }),
        ...(execution.versionArn === undefined ? {} : { stateMachineVersionArn: execution.versionArn }),
        ...(execution.aliasArn === undefined ? {} : { stateMachineAliasArn: execution.aliasArn }),
        redriveCount: execution.redriveCount,
        ...(execution.redriven === undefined ? {} : { redriveDate: new Date(execution.redriven) }),
      })),
      ...(found.length > limit && last ? { nextToken: makeToken(filter, last.id) } : {}),
    };
  },
};
