import { AwsError } from '../../core/aws-error.ts';
import { type RoleCaller, roleCaller, serviceCaller } from '../../core/caller.ts';
import type { FunctionVersion } from './function.ts';
import { functionArn } from './function.ts';
import type { LambdaState } from './state.ts';

export const PRINCIPAL = 'lambda.amazonaws.com';

export const CANNOT_ASSUME = 'The role defined for the function cannot be assumed by Lambda.';

type Owner = Pick<FunctionVersion, 'accountId' | 'region' | 'name'>;

/** The session of a function's role bears its name; STS takes none of a single character. */
export const sessionName = ({ name }: Pick<Owner, 'name'>): string => name.padEnd(2, '_');

/** A function's role as who acts: its code, its log writer, its event sources, its destinations. */
export const asRole = (role: string, owner: Pick<Owner, 'name'>): RoleCaller => roleCaller(role, sessionName(owner));

/**
 * Lambda tries a role before it takes it.
 * @throws AwsError `InvalidParameterValueException` where the role is missing or does not trust Lambda
 */
export async function checkAssumable({ deps }: LambdaState, role: string, owner: Owner): Promise<void> {
  const caller = serviceCaller(PRINCIPAL, owner.accountId, functionArn(owner, owner.name));
  try {
    await deps.aws.call(caller, 'sts', 'AssumeRole', { RoleArn: role, RoleSessionName: sessionName(owner) });
  } catch (cause) {
    throw new AwsError('InvalidParameterValueException', CANNOT_ASSUME, { cause });
  }
}

const DEAD_LETTER_CALLS: Readonly<Record<string, { readonly action: string; readonly call: string }>> = {
  sqs: { action: 'sqs:SendMessage', call: 'SendMessage on SQS' },
  sns: { action: 'sns:Publish', call: 'Publish on SNS' },
};

/** @throws AwsError `InvalidParameterValueException` where the role may not send dead letters */
export function checkDeadLetters(
  { permissions }: LambdaState,
  role: string,
  owner: Owner,
  target: string | undefined,
): void {
  const needed = DEAD_LETTER_CALLS[target?.split(':')[2] ?? ''];
  if (target === undefined || !needed || permissions.allows(asRole(role, owner), needed.action, target)) return;
  throw new AwsError(
    'InvalidParameterValueException',
    `The provided execution role does not have permissions to call ${needed.call}`,
  );
}
