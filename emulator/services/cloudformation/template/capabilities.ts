import { AwsError } from '../../../core/aws-error.ts';
import type { Template } from './template.ts';

/** The property by which an IAM resource gets a name of the template's choice; undefined: it has none. */
const IAM: Readonly<Record<string, string | undefined>> = {
  'AWS::IAM::AccessKey': undefined,
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::RolePolicy': undefined,
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::UserToGroupAddition': undefined,
};

export interface NeededCapabilities {
  readonly capabilities: readonly string[];
  /** As AWS explains them. */
  readonly reason: string | undefined;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-template.html#using-iam-capabilities */
export function neededCapabilities({ resources, transforms }: Template): NeededCapabilities {
  const iam = Object.values(resources).filter(({ type }) => Object.hasOwn(IAM, type));
  const named = iam.some(({ type, properties }) => properties[IAM[type] ?? ''] !== undefined);
  const capabilities = [
    ...(iam.length === 0 ? [] : [named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM']),
    ...(transforms.length === 0 ? [] : ['CAPABILITY_AUTO_EXPAND']),
  ];
  const types = [...new Set(iam.map(({ type }) => type))];
  const reason = types.length > 0 ? `The following resource(s) require capabilities: [${types.join(', ')}]` : undefined;
  return { capabilities, reason };
}

/** @throws AwsError `InsufficientCapabilitiesException` */
export function checkCapabilities(template: Template, given: readonly string[]): void {
  const has = (needed: string): boolean =>
    given.includes(needed) || (needed === 'CAPABILITY_IAM' && given.includes('CAPABILITY_NAMED_IAM'));
  const missing = neededCapabilities(template).capabilities.filter((needed) => !has(needed));
  if (missing.length > 0)
    throw new AwsError('InsufficientCapabilitiesException', `Requires capabilities : [${missing.join(', ')}]`);
}
