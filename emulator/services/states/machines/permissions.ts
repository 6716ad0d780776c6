import type { StateGraph } from '../../../asl/index.ts';
import type { Place } from '../../../core/arn.ts';
import { formatArn } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { type Caller, callerName, roleCaller } from '../../../core/caller.ts';
import type { StatesState } from '../state.ts';
import { statesIn } from './states-in.ts';

/** @throws AwsError `AccessDeniedException` */
export function requirePermission(
  { allows }: StatesState,
  caller: Caller,
  action: string,
  resource: string,
  keys?: Readonly<Record<string, string>>,
): void {
  if (allows(caller, action, resource, keys)) return;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${callerName(caller)} is not authorized to perform: ${action} on resource: ${resource}`,
  );
}

const SYNC = /:states:startExecution\.sync(:2)?$/;
const MANAGED_RULE = 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';

/**
 * Step Functions learns of the end of a child execution through a rule that it makes in the machine's role.
 * A role that may not make it is refused when the machine is created.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
 * @throws AwsError `AccessDeniedException`
 */
export function checkManagedRule({ allows }: StatesState, definition: StateGraph, roleArn: string, place: Place): void {
  const waits = [...statesIn(definition)].some((state) => state.type === 'Task' && SYNC.test(state.resource));
  const caller = roleCaller(roleArn, 'StepFunctions');
  const rule = formatArn('events', place, MANAGED_RULE);
  const actions = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];
  if (waits && !actions.every((action) => allows(caller, action, rule)))
    throw new AwsError('AccessDeniedException', `'${roleArn}' is not authorized to create managed-rule.`);
}
