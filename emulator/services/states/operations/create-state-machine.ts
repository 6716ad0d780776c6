import type { CreateStateMachineCommandInput, CreateStateMachineCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { passRole } from '../../../core/needed-permission.ts';
import type { RequestContext } from '../../../core/service.ts';
import { checkRoleArn, machineArn, versionArn } from '../arns.ts';
import { checkLogDestination } from '../logging/log-destination.ts';
import { checkKey } from '../machines/check-key.ts';
import { encryptionOf, loggingOf, tracingOf } from '../machines/configuration.ts';
import { checkDefinition } from '../machines/definitions.ts';
import { revisionOf } from '../machines/find.ts';
import { arnOfMachine, type Machine, machineKey, type Revision } from '../machines/machine.ts';
import { checkManagedRule } from '../machines/permissions.ts';
import { publishVersion, versionsOf } from '../machines/publish.ts';
import { checkRole, PRINCIPAL } from '../machines/role.ts';
import { checkName } from '../names.ts';
import type { StatesOperation } from '../operation.ts';
import type { StatesState } from '../state.ts';
import { withTags } from '../tags.ts';

type Output = Omit<CreateStateMachineCommandOutput, '$metadata'>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A machine of this name is there already: the same request again is answered as the first one was,
 * where role and tags do not count; another one is refused.
 */
function repeated(
  state: StatesState,
  machine: Machine,
  wanted: Pick<Revision, 'definition' | 'logging' | 'tracing' | 'encryption'>,
  { type, publish, versionDescription }: CreateStateMachineCommandInput,
): Output {
  const arn = arnOfMachine(machine);
  const present = revisionOf(state, machine.revision);
  if (
    machine.type !== (type ?? 'STANDARD') ||
    present.definition !== wanted.definition ||
    !same(present.logging, wanted.logging) ||
    !same(present.tracing, wanted.tracing) ||
    !same(present.encryption, wanted.encryption)
  ) {
    throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
  }
  const newest = publish ? versionsOf(state, machine).at(-1) : undefined;
  if (publish && newest?.description !== versionDescription) {
    throw new AwsError(
      'ConflictException',
      `The version description of ${arn} differs from the one it was created with.`,
    );
  }
  return {
    stateMachineArn: arn,
    creationDate: new Date(machine.created),
    ...(newest ? { stateMachineVersionArn: versionArn(machine, machine.name, newest.number) } : {}),
  };
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html */
export const createStateMachine: StatesOperation<CreateStateMachineCommandInput, CreateStateMachineCommandOutput> = {
  tagAction: 'states:TagResource',
  permissions: ({ name = '', roleArn = '', publish }, context) => [
    { action: 'states:CreateStateMachine', resource: machineArn(context, name) },
    ...(publish ? [{ action: 'states:PublishStateMachineVersion', resource: machineArn(context, name) }] : []),
    ...passRole(roleArn, PRINCIPAL, machineArn(context, name)),
  ],
  async handle(state, input, context: RequestContext): Promise<Output> {
    const { name = '', definition = '', roleArn = '', type = 'STANDARD', publish, versionDescription } = input;
    checkName(name);
    checkRoleArn(roleArn);
    if (versionDescription !== undefined && !publish)
      throw new AwsError('ValidationException', 'Version description can only be set when publish is true');
    const logging = loggingOf(input.loggingConfiguration);
    const tracing = tracingOf(input.tracingConfiguration);
    const encryption = encryptionOf(input.encryptionConfiguration);
    const compiled = checkDefinition(definition, type);
    const tags = withTags(input.tags);
    const key = machineKey(context, name);
    const known = (): Output | undefined => {
      const machine = state.machines.get(key);
      if (machine?.deleting) {
        throw new AwsError('StateMachineDeleting', `State Machine is being deleted: '${machineArn(context, name)}'`);
      }
      return machine && repeated(state, machine, { definition, logging, tracing, encryption }, input);
    };
    const before = known();
    if (before) return before;
    await checkKey(state, encryption, context);
    await checkRole(state, roleArn);
    checkManagedRule(state, compiled, roleArn, context);
    await checkLogDestination(state, roleArn, logging, machineArn(context, name));
    // Another request may have made it while this one waited for the role.
    const meanwhile = known();
    if (meanwhile) return meanwhile;
    const { accountId, region, now } = context;
    return state.deps.store.atomic(() => {
      const revision = { id: state.deps.ids.uuid(), definition, roleArn, logging, tracing, encryption, created: now };
      state.revisions.put(revision.id, revision);
      const machine: Machine = {
        accountId,
        region,
        name,
        type,
        created: now,
        revision: revision.id,
        initial: true,
        nextVersion: 1,
        tags,
        deleting: false,
      };
      state.machines.put(key, machine);
      const version = publish ? publishVersion(state, machine, versionDescription, now) : undefined;
      return {
        stateMachineArn: arnOfMachine(machine),
        creationDate: new Date(now),
        ...(version ? { stateMachineVersionArn: version.arn } : {}),
      };
    });
  },
};
