import type { UpdateStateMachineCommandInput, UpdateStateMachineCommandOutput } from '@aws-sdk/client-sfn';
import { AwsError } from '../../../core/aws-error.ts';
import { passRole } from '../../../core/needed-permission.ts';
import { checkRoleArn } from '../arns.ts';
import { checkLogDestination } from '../logging/log-destination.ts';
import { checkKey } from '../machines/check-key.ts';
import { encryptionOf, loggingOf, tracingOf } from '../machines/configuration.ts';
import { checkDefinition } from '../machines/definitions.ts';
import { livingMachineOf, revisionOf } from '../machines/find.ts';
import { machineKey } from '../machines/machine.ts';
import { checkManagedRule } from '../machines/permissions.ts';
import { publishVersion } from '../machines/publish.ts';
import { checkRole, PRINCIPAL } from '../machines/role.ts';
import type { StatesOperation } from '../operation.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html */
export const updateStateMachine: StatesOperation<UpdateStateMachineCommandInput, UpdateStateMachineCommandOutput> = {
  permissions: ({ stateMachineArn = '', roleArn, publish }) => [
    { action: 'states:UpdateStateMachine', resource: stateMachineArn },
    ...(publish ? [{ action: 'states:PublishStateMachineVersion', resource: stateMachineArn }] : []),
    ...passRole(roleArn, PRINCIPAL, stateMachineArn),
  ],
  async handle(state, input, context): Promise<Omit<UpdateStateMachineCommandOutput, '$metadata'>> {
    const { now } = context;
    const { stateMachineArn = '', definition, roleArn, publish, versionDescription } = input;
    const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = input;
    const machine = livingMachineOf(state, stateMachineArn);
    const parts = [definition, roleArn, loggingConfiguration, tracingConfiguration, encryptionConfiguration];
    if (parts.every((part) => part === undefined)) {
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, the EncryptionConfiguration or the TracingConfiguration must be specified',
      );
    }
    if (versionDescription !== undefined && !publish)
      throw new AwsError('ValidationException', 'Version description can only be set when publish is true');
    const present = revisionOf(state, machine.revision);
    const compiled = checkDefinition(definition ?? present.definition, machine.type);
    if (roleArn !== undefined) {
      checkRoleArn(roleArn);
      await checkRole(state, roleArn);
    }
    const logging = loggingConfiguration === undefined ? present.logging : loggingOf(loggingConfiguration);
    const encryption =
      encryptionConfiguration === undefined ? present.encryption : encryptionOf(encryptionConfiguration);
    if (encryptionConfiguration !== undefined) await checkKey(state, encryption, context);
    const role = roleArn ?? present.roleArn;
    checkManagedRule(state, compiled, role, machine);
    if (loggingConfiguration !== undefined) await checkLogDestination(state, role, logging, stateMachineArn);
    return state.deps.store.atomic(() => {
      const revision = {
        id: state.deps.ids.uuid(),
        definition: definition ?? present.definition,
        roleArn: role,
        logging,
        tracing: tracingConfiguration === undefined ? present.tracing : tracingOf(tracingConfiguration),
        encryption,
        created: now,
      };
      state.revisions.put(revision.id, revision);
      const updated = { ...livingMachineOf(state, stateMachineArn), revision: revision.id, initial: false };
      state.machines.put(machineKey(updated, updated.name), updated);
      const version = publish ? publishVersion(state, updated, versionDescription, now) : undefined;
      return {
        updateDate: new Date(now),
        revisionId: revision.id,
        ...(version ? { stateMachineVersionArn: version.arn } : {}),
      };
    });
  },
};
