import type { Input, TaskRequest } from '../../../asl/interpreter/index.ts';
import { assumeRole } from '../../../core/assume-role.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { roleCaller } from '../../../core/caller.ts';
import { executionArn, machineArn } from '../arns.ts';
import { failureOf } from '../engine/run-task.ts';
import { integrationOf } from '../integrations/index.ts';
import { PENDING, type TaskCall, TaskError } from '../integrations/integration.ts';
import { requirePermission } from '../machines/permissions.ts';
import { PRINCIPAL } from '../machines/role.ts';
import type { Test } from './run-test.ts';
import { refuse } from './testable.ts';

const SESSION = 'TestState';

/**
 * Does the tested task in the given role.
 * @throws AwsError `ValidationException` for tasks that somebody else ends: they can only be mocked
 */
export async function realOutcome(
  { service: state, request: asked, context, http }: Pick<Test, 'service' | 'request' | 'context' | 'http'>,
  request: TaskRequest,
): Promise<Input> {
  const { roleArn = '', inspectionLevel, revealSecrets = false } = asked;
  const { task, resource } = request;
  const integration = integrationOf(resource);
  if (/\.(waitForTaskToken|sync(:2)?)$/.test(resource) || resource.includes(':activity:'))
    throw refuse(`TestState API does not support the resource ${resource} without a mock`);
  const place = { accountId: context.accountId, region: context.region };
  const caller = async () => {
    try {
      await assumeRole(state.deps.aws, PRINCIPAL, roleArn, SESSION);
      if (request.roleArn === undefined) return roleCaller(roleArn, SESSION);
      const input = { RoleArn: request.roleArn, RoleSessionName: SESSION };
      await state.deps.aws.call(roleCaller(roleArn, SESSION), 'sts', 'AssumeRole', input);
      return roleCaller(request.roleArn, SESSION);
    } catch (error) {
      if (error instanceof AwsError) throw new TaskError('States.Permissions', error.message);
      throw error;
    }
  };
  const call: TaskCall = {
    state,
    request,
    place,
    executionArn: executionArn(place, SESSION, SESSION),
    machineArn: machineArn(place, SESSION),
    seed: state.deps.ids.hex(32),
    executionId: 0,
    signal: new AbortController().signal,
    submitted: undefined,
    submit: () => {},
    ...(inspectionLevel === 'TRACE'
      ? {
          inspect: {
            secret: revealSecrets,
            see(exchange) {
              http.exchange = exchange;
            },
          },
        }
      : {}),
    require: async (action, resource, keys) => requirePermission(state, await caller(), action, resource, keys),
    api: async (service, operation, input) => state.deps.aws.call(await caller(), service, operation, input, place),
  };
  try {
    const result = integration ? await integration(call) : PENDING;
    if (result !== PENDING) return { kind: 'taskSucceeded', task, output: JSON.stringify(result) };
    throw new TaskError('States.Runtime', `The resource ${resource} is not supported.`);
  } catch (error) {
    return { kind: 'taskFailed', task, failure: failureOf(state, error) };
  }
}
