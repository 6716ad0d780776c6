import { formatArn, type Place } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { type CloudFormationState, stackOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import type { ChangeSet } from './change-set.ts';

export const changeSetArn = (place: Place, name: string, uuid: string): string =>
  formatArn('cloudformation', place, `changeSet/${name}/${uuid}`);

/** A change set by its ARN, or by its name and its stack's. @throws AwsError `ValidationError` where the stack is missing */
export function findChangeSet(
  state: CloudFormationState,
  place: Place,
  nameOrId: string,
  stackName: string | undefined,
): ChangeSet | undefined {
  if (nameOrId.startsWith('arn:')) return state.changeSets.get(nameOrId);
  if (stackName === undefined)
    throw validationError('StackName must be specified if ChangeSetName is not specified as an ARN.');
  const stack = stackOf(state, place, stackName);
  return state.changeSets
    .values(formatArn('cloudformation', place, `changeSet/${nameOrId}/`))
    .find(({ stackId }) => stackId === stack.id);
}

/** @throws AwsError `ChangeSetNotFoundException` */
export function changeSetOf(
  state: CloudFormationState,
  place: Place,
  nameOrId: string,
  stackName: string | undefined,
): ChangeSet {
  const found = findChangeSet(state, place, nameOrId, stackName);
  if (!found) throw new AwsError('ChangeSetNotFoundException', `ChangeSet [${nameOrId}] does not exist`);
  return found;
}
