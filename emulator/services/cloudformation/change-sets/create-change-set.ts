import type { CreateChangeSetCommandInput, CreateChangeSetCommandOutput } from '@aws-sdk/client-cloudformation';
import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import type { RequestContext } from '../../../core/service.ts';
import { changesOf, hasChanges } from '../engine/changes.ts';
import { checkImports } from '../engine/exports.ts';
import { instanceOf } from '../engine/instance.ts';
import { newStack } from '../new-stack.ts';
import { define } from '../operations/define.ts';
import { type CloudFormationOperation, withRole } from '../operations/operation.ts';
import { checkTypes, checkUpdatable } from '../operations/update-stack.ts';
import { recordStack } from '../record.ts';
import type { Definition, Stack } from '../stack.ts';
import { type CloudFormationState, findStack, stackOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import type { ChangeSet } from './change-set.ts';
import { changeSetArn, findChangeSet } from './find-change-set.ts';

const UNCHANGED =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

type Outcome = Pick<ChangeSet, 'status' | 'reason' | 'execution' | 'changes'>;

const failure = (reason: string): Outcome => ({ status: 'FAILED', reason, execution: 'UNAVAILABLE', changes: [] });

/** What a change set would do, or why it cannot. */
function compare(state: CloudFormationState, stack: Stack, definition: Definition): Outcome {
  try {
    checkImports(instanceOf(state, stack, definition));
    if (stack.status !== 'REVIEW_IN_PROGRESS' && !hasChanges(state, stack, definition)) return failure(UNCHANGED);
    const changes = changesOf(state, stack, definition);
    return { status: 'CREATE_COMPLETE', reason: undefined, execution: 'AVAILABLE', changes };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return failure(error.message);
  }
}

/** The stack that a change set is for; a new one of type CREATE is not recorded yet. */
function target(state: CloudFormationState, input: CreateChangeSetCommandInput, context: RequestContext): Stack {
  const { StackName: name = '', ChangeSetName: changeSet = '', ChangeSetType: type = 'UPDATE' } = input;
  if (type === 'IMPORT' || input.ImportExistingResources || input.ResourcesToImport?.length)
    throw validationError('Change sets of type IMPORT are not supported by this emulator');
  if (input.IncludeNestedStacks)
    throw validationError('Change sets with nested stacks are not supported by this emulator');
  if (type === 'UPDATE') {
    const stack = stackOf(state, context, name);
    checkUpdatable(stack);
    return stack;
  }
  const stack = findStack(state, context, name);
  if (!stack) return newStack(state, context, name);
  if (stack.status !== 'REVIEW_IN_PROGRESS') {
    throw validationError(
      `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSet}].`,
    );
  }
  return stack;
}

export const createChangeSet: CloudFormationOperation<CreateChangeSetCommandInput, CreateChangeSetCommandOutput> = {
  permissions: withRole('CreateChangeSet'),
  async handle(state, input, context) {
    const { ChangeSetName: name = '', ChangeSetType: type = 'UPDATE', OnStackFailure: onFailure } = input;
    const before = target(state, input, context);
    const known = state.stacks.has(before.id);
    const { definition, template } = await define(state, input, context, before, known ? before.definition : undefined);
    if (known) checkTypes(state, before, template);
    const taken = known ? findChangeSet(state, context, name, before.id) : undefined;
    if (taken) throw new AwsError('AlreadyExistsException', `ChangeSet [${name}] already exists`);
    return state.deps.store.atomic(() => {
      const stack = known
        ? (state.stacks.get(before.id) ?? before)
        : recordStack(state, before, { status: 'REVIEW_IN_PROGRESS', reason: 'User Initiated' });
      const changeSet: ChangeSet = {
        id: changeSetArn(context, name, state.deps.ids.uuid()),
        name,
        stackId: stack.id,
        type,
        description: input.Description,
        created: context.now,
        definition,
        onFailure,
        ...compare(state, stack, definition),
      };
      state.changeSets.put(changeSet.id, changeSet);
      return { Id: changeSet.id, StackId: stack.id };
    });
  },
};
