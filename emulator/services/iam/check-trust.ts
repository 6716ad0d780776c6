import { AwsError } from '../../core/aws-error.ts';
import { checkPolicy, type IamState, roleKey } from './state.ts';

/** Characters without white space. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MOST_CHARACTERS = 2_048;

/** Whether the role or user of an ARN is there, as far as IAM can look: it takes every other principal as it is. */
export const principalExists = (state: IamState, arn: string): boolean => {
  const [, accountId = '', kind, path = ''] = /^arn:aws[\w-]*:iam::(\d{12}):(role|user)\/(.+)$/.exec(arn) ?? [];
  if (kind === undefined) return true;
  return kind === 'role' && state.roles.has(roleKey(accountId, path.split('/').at(-1) ?? ''));
};

/**
 * Whom a role trusts: IAM looks whether the roles and users it names exist. There are no users here.
 * @throws AwsError `MalformedPolicyDocumentException`, `LimitExceededException`
 */
export function checkTrust(state: IamState, text: string): void {
  const { statements } = checkPolicy(text, 'trust');
  for (const { principals, notPrincipals } of statements) {
    const gone = (principals ?? notPrincipals)?.aws.find((arn) => !principalExists(state, arn));
    if (gone !== undefined)
      throw new AwsError('MalformedPolicyDocumentException', `Invalid principal in policy: "AWS":"${gone}"`);
  }
  if (text.replace(/\s/g, '').length > MOST_CHARACTERS)
    throw new AwsError('LimitExceededException', `Cannot exceed quota for ACLSizePerRole: ${MOST_CHARACTERS}`);
}
