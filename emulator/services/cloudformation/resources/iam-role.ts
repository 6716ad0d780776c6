import { changeTags } from './change-tags.ts';
import { type Document, defined, documentText, type Provider, type ProviderContext, type Tag } from './provider.ts';

interface Properties {
  readonly AssumeRolePolicyDocument: Document;
  readonly Description?: string;
  readonly ManagedPolicyArns?: readonly string[];
  readonly MaxSessionDuration?: number;
  readonly Path?: string;
  readonly PermissionsBoundary?: string;
  readonly Policies?: readonly { readonly PolicyName: string; readonly PolicyDocument: Document }[];
  readonly RoleName?: string;
  readonly Tags?: readonly Tag[];
}

const inline = ({ Policies = [] }: Properties): Map<string, string> =>
  new Map(Policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, documentText(PolicyDocument)]));

/** Brings inline and attached policies from what they were to what they shall be. */
async function setPolicies(
  RoleName: string,
  before: Properties | undefined,
  after: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const [old, wanted] = [before ? inline(before) : new Map<string, string>(), inline(after)];
  const [had, has] = [before?.ManagedPolicyArns ?? [], after.ManagedPolicyArns ?? []];
  for (const PolicyArn of has.filter((arn) => !had.includes(arn)))
    await call('iam', 'AttachRolePolicy', { RoleName, PolicyArn });
  for (const [PolicyName, PolicyDocument] of wanted)
    if (old.get(PolicyName) !== PolicyDocument)
      await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
  for (const PolicyName of old.keys())
    if (!wanted.has(PolicyName)) await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  for (const PolicyArn of had.filter((arn) => !has.includes(arn)))
    await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const iamRole: Provider<Properties> = {
  nameProperty: 'RoleName',
  async create(properties, context) {
    const RoleName = properties.RoleName ?? context.generatedName();
    const { Role } = await context.call<{ Role: { Arn: string; RoleId: string } }>(
      'iam',
      'CreateRole',
      defined({
        RoleName,
        AssumeRolePolicyDocument: documentText(properties.AssumeRolePolicyDocument),
        Description: properties.Description,
        MaxSessionDuration: properties.MaxSessionDuration,
        Path: properties.Path,
        PermissionsBoundary: properties.PermissionsBoundary,
        Tags: properties.Tags,
      }),
    );
    const attributes = { Arn: Role.Arn, RoleId: Role.RoleId };
    context.begun(RoleName, attributes);
    await setPolicies(RoleName, undefined, properties, context);
    return { physicalId: RoleName, attributes };
  },
  async update(properties, { physicalId: RoleName, properties: before, attributes }, context) {
    const { call } = context;
    const trust = documentText(properties.AssumeRolePolicyDocument);
    if (trust !== documentText(before.AssumeRolePolicyDocument))
      await call('iam', 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument: trust });
    const {
      Description: description = '',
      MaxSessionDuration: seconds = 3600,
      PermissionsBoundary: boundary,
    } = properties;
    if (description !== (before.Description ?? '') || seconds !== (before.MaxSessionDuration ?? 3600))
      await call('iam', 'UpdateRole', { RoleName, Description: description, MaxSessionDuration: seconds });
    if (boundary !== before.PermissionsBoundary) {
      if (boundary === undefined) await call('iam', 'DeleteRolePermissionsBoundary', { RoleName });
      else await call('iam', 'PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: boundary });
    }
    await setPolicies(RoleName, before, properties, context);
    await changeTags('iam', RoleName, before.Tags, properties.Tags, context);
    return { physicalId: RoleName, attributes };
  },
  async delete({ physicalId: RoleName }, { call }) {
    const { PolicyNames } = await call<{ PolicyNames: string[] }>('iam', 'ListRolePolicies', { RoleName });
    for (const PolicyName of PolicyNames) await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
    const { AttachedPolicies } = await call<{ AttachedPolicies: { PolicyArn: string }[] }>(
      'iam',
      'ListAttachedRolePolicies',
      { RoleName },
    );
    for (const { PolicyArn } of AttachedPolicies) await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn });
    await call('iam', 'DeleteRole', { RoleName });
  },
};
