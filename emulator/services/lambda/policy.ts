import type { AddPermissionCommandInput } from '@aws-sdk/client-lambda';
import { AwsError } from '../../core/aws-error.ts';
import type { FunctionPolicy } from './function.ts';
import type { Permissions } from './ports.ts';

interface PolicyStatement {
  readonly Sid: string;
  readonly [member: string]: unknown;
}

const LIMIT_BYTES = 20_480;
const SERVICE = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/;
const ACCOUNT = /^\d{12}$/;
const PRINCIPAL_ARN = /^arn:aws:(iam|sts)::\d{12}:(root|role|user|assumed-role|federated-user)/;

function principalOf(principal: string, { principalExists }: Pick<Permissions, 'principalExists'>): string | object {
  if (principal === '*') return '*';
  if (ACCOUNT.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (PRINCIPAL_ARN.test(principal) && principalExists(principal)) return { AWS: principal };
  if (SERVICE.test(principal)) return { Service: principal };
  throw new AwsError(
    'InvalidParameterValueException',
    'The provided principal was invalid. Please check the principal and try again.',
  );
}

function conditionOf(input: AddPermissionCommandInput): object | undefined {
  const equal = {
    'AWS:SourceAccount': input.SourceAccount,
    'lambda:EventSourceToken': input.EventSourceToken,
    'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType,
    'aws:PrincipalOrgID': input.PrincipalOrgID,
  };
  const strings = Object.fromEntries(Object.entries(equal).filter(([, value]) => value !== undefined));
  const condition = {
    ...(Object.keys(strings).length > 0 ? { StringEquals: strings } : {}),
    ...(input.SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
    ...(input.InvokedViaFunctionUrl === undefined
      ? {}
      : { Bool: { 'lambda:InvokedViaFunctionUrl': String(input.InvokedViaFunctionUrl) } }),
  };
  return Object.keys(condition).length > 0 ? condition : undefined;
}

/**
 * The statement that AddPermission makes of its members.
 * @throws AwsError `InvalidParameterValueException`
 */
export function statementOf(
  input: AddPermissionCommandInput,
  resource: string,
  permissions: Pick<Permissions, 'principalExists'>,
): PolicyStatement {
  if (
    input.FunctionUrlAuthType !== undefined &&
    !['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'].includes(input.Action ?? '')
  ) {
    throw new AwsError(
      'InvalidParameterValueException',
      'FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action',
    );
  }
  const Condition = conditionOf(input);
  const statement: PolicyStatement = {
    Sid: input.StatementId ?? '',
    Effect: 'Allow',
    Principal: principalOf(input.Principal ?? '', permissions),
    Action: input.Action,
    Resource: resource,
  };
  return Condition ? { ...statement, Condition } : statement;
}

/** @throws AwsError `PolicyLengthExceededException` */
export function policyOf(statements: readonly PolicyStatement[], revision: string): FunctionPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
  const size = Buffer.byteLength(text);
  if (size > LIMIT_BYTES) {
    throw new AwsError(
      'PolicyLengthExceededException',
      `The final policy size (${size}) is bigger than the limit (${LIMIT_BYTES}).`,
    );
  }
  return { revision, statements, text };
}
