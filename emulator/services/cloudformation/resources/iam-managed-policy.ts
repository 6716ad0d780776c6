import {
  type Document,
  defined,
  documentText,
  HandlerError,
  type Made,
  type Provider,
  type ProviderContext,
  unless,
} from './provider.ts';

interface Properties {
  readonly ManagedPolicyName?: string;
  readonly Description?: string;
  readonly Path?: string;
  readonly PolicyDocument: Document;
  readonly Roles?: readonly string[];
  readonly Groups?: readonly string[];
  readonly Users?: readonly string[];
}

async function attach(
  PolicyArn: string,
  before: readonly string[],
  after: readonly string[],
  { call }: ProviderContext,
) {
  for (const RoleName of after)
    if (!before.includes(RoleName)) await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const RoleName of before)
    if (!after.includes(RoleName))
      await unless(['NoSuchEntityException'], () => call('iam', 'DetachRolePolicy', { RoleName, PolicyArn }));
}

interface Versions {
  readonly Versions: readonly { readonly VersionId: string; readonly IsDefaultVersion: boolean }[];
}

/** A policy has at most five versions: the oldest gives way. */
async function addVersion(PolicyArn: string, PolicyDocument: string, { call }: ProviderContext): Promise<void> {
  const { Versions: all } = await call<Versions>('iam', 'ListPolicyVersions', { PolicyArn });
  const oldest = all.filter(({ IsDefaultVersion }) => !IsDefaultVersion).at(-1);
  if (all.length >= 5 && oldest) await call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId: oldest.VersionId });
  await call('iam', 'CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: true });
}

async function made(PolicyArn: string, { call }: ProviderContext): Promise<Made> {
  const { Policy } = await call<{ Policy: Record<string, unknown> }>('iam', 'GetPolicy', { PolicyArn });
  return {
    physicalId: PolicyArn,
    attributes: { PolicyArn, PolicyId: String(Policy.PolicyId), DefaultVersionId: String(Policy.DefaultVersionId) },
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const iamManagedPolicy: Provider<Properties> = {
  nameProperty: 'ManagedPolicyName',
  async create(properties, context) {
    if (properties.Groups?.length || properties.Users?.length)
      throw new HandlerError('InvalidRequest', 'IAM users and groups are not supported by this emulator');
    const { Policy } = await context.call<{ Policy: { Arn: string } }>(
      'iam',
      'CreatePolicy',
      defined({
        PolicyName: properties.ManagedPolicyName ?? context.generatedName({ longest: 128 }),
        PolicyDocument: documentText(properties.PolicyDocument),
        Description: properties.Description,
        Path: properties.Path,
      }),
    );
    context.begun(Policy.Arn);
    await attach(Policy.Arn, [], properties.Roles ?? [], context);
    return made(Policy.Arn, context);
  },
  async update(properties, { physicalId: arn, properties: before }, context) {
    const document = documentText(properties.PolicyDocument);
    if (document !== documentText(before.PolicyDocument)) await addVersion(arn, document, context);
    await attach(arn, before.Roles ?? [], properties.Roles ?? [], context);
    return made(arn, context);
  },
  async delete({ physicalId: PolicyArn, properties }, context) {
    await attach(PolicyArn, properties.Roles ?? [], [], context);
    const { Versions: all } = await context.call<Versions>('iam', 'ListPolicyVersions', { PolicyArn });
    for (const { VersionId, IsDefaultVersion } of all)
      if (!IsDefaultVersion) await context.call('iam', 'DeletePolicyVersion', { PolicyArn, VersionId });
    await context.call('iam', 'DeletePolicy', { PolicyArn });
  },
};
