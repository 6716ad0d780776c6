import { AwsError } from '../../../core/aws-error.ts';
import { type FunctionVersion, functionArn, functionKey } from '../function.ts';
import { asRole } from '../role.ts';
import type { LambdaState } from '../state.ts';
import type { InvokeConfig } from './invoke-config.ts';

/** What Lambda must be allowed to do for each kind of destination. */
const ACTIONS: Readonly<Record<string, string>> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  events: 'events:PutEvents',
  s3: 's3:PutObject',
};

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

function isKnown({ functions }: LambdaState, arn: string): boolean {
  const [, , service = '', region = '', accountId = '', ...rest] = arn.split(':');
  if (service !== 'lambda') return service in ACTIONS && !arn.endsWith('.fifo');
  return functions.has(functionKey({ region, accountId }, rest[1] ?? ''));
}

/**
 * Lambda takes a destination only where it exists, is not the function itself, and its role may send there.
 * @throws AwsError `InvalidParameterValueException`
 */
export function checkDestination(
  state: LambdaState,
  version: FunctionVersion,
  { onSuccess, onFailure }: InvokeConfig,
): void {
  const targets = [onSuccess, onFailure].filter((target) => target !== undefined);
  const own = functionArn(version, version.name);
  const isOwn = (target: string): boolean => target === own || target.startsWith(`${own}:`);
  if (
    targets.some((target) => isOwn(target) || !isKnown(state, target)) ||
    (onSuccess ?? '').startsWith('arn:aws:s3:')
  ) {
    const part = (kind: string, target: string | undefined) =>
      target === undefined ? 'null' : `${kind}(destination=${target})`;
    throw invalid(
      `The provided destination config DestinationConfig(onSuccess=${part('OnSuccess', onSuccess)}, onFailure=${part('OnFailure', onFailure)}) is invalid.`,
    );
  }
  for (const target of targets) {
    const action = ACTIONS[target.split(':')[2] ?? ''] ?? '';
    const resource = target.startsWith('arn:aws:s3:') ? `${target}/*` : target;
    if (state.permissions.allows(asRole(version.role, version), action, resource)) continue;
    throw invalid(
      `The function's execution role does not have permissions to call ${action.split(':')[1]} on ${target}`,
    );
  }
}
