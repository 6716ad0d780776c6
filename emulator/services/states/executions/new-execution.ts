import { exceedsPayload, PAYLOAD_BYTES } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { executionArn, expressArn } from '../arns.ts';
import type { Target } from '../machines/find.ts';
import { arnOfMachine } from '../machines/machine.ts';
import { checkName } from '../names.ts';
import type { StatesState } from '../state.ts';
import type { Execution } from './execution.ts';

export interface StartRequest {
  readonly name?: string | undefined;
  readonly input?: string | undefined;
  readonly traceHeader?: string | undefined;
}

/** @throws AwsError `InvalidExecutionInput` where the text is no JSON, `ValidationException` where it is too long */
function checkInput(input: string): void {
  if (exceedsPayload(input)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${PAYLOAD_BYTES}`,
    );
  }
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${error instanceof Error ? error.message : 'it is no JSON'}'`,
    );
  }
}

/**
 * An execution as it is before its first step.
 * @throws AwsError `InvalidName`, `InvalidExecutionInput`
 */
export function newExecution(state: StatesState, target: Target, request: StartRequest, now: Instant): Execution {
  const { ids } = state.deps;
  const { machine, revision, versionArn, aliasArn } = target;
  const { name = ids.uuid(), input = '{}', traceHeader } = request;
  checkName(name);
  checkInput(input);
  const express = machine.type === 'EXPRESS';
  return {
    id: state.executions.nextId(),
    accountId: machine.accountId,
    region: machine.region,
    arn: express ? expressArn(machine, machine.name, name, ids.uuid()) : executionArn(machine, machine.name, name),
    name,
    machineArn: arnOfMachine(machine),
    machineName: machine.name,
    type: machine.type,
    status: 'RUNNING',
    started: now,
    input,
    revision: revision.id,
    ...(versionArn === undefined ? {} : { versionArn }),
    ...(aliasArn === undefined ? {} : { aliasArn }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    redriveCount: 0,
    seed: ids.hex(32),
  };
}
