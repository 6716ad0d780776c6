import { type Document, documentText, HandlerError, type Provider, type ProviderContext, unless } from './provider.ts';

interface Properties {
  readonly PolicyName: string;
  readonly PolicyDocument: Document;
  readonly Roles?: readonly string[];
  readonly Groups?: readonly string[];
  readonly Users?: readonly string[];
}

async function put({ PolicyName, PolicyDocument, Roles = [], Groups, Users }: Properties, { call }: ProviderContext) {
  if (Groups?.length || Users?.length)
    throw new HandlerError('InvalidRequest', 'IAM users and groups are not supported by this emulator');
  for (const RoleName of Roles)
    await call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: documentText(PolicyDocument) });
}

const drop = async (PolicyName: string, roles: readonly string[], { call }: ProviderContext): Promise<void> => {
  for (const RoleName of roles)
    await unless(['NoSuchEntityException'], () => call('iam', 'DeleteRolePolicy', { RoleName, PolicyName }));
};

/** An inline policy of several roles. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html */
export const iamPolicy: Provider<Properties> = {
  async create(properties, context) {
    await put(properties, context);
    const physicalId = context.generatedName();
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update(properties, { physicalId, properties: before, attributes }, context) {
    await put(properties, context);
    const { PolicyName, Roles: old = [] } = before;
    const kept = PolicyName === properties.PolicyName ? (properties.Roles ?? []) : [];
    await drop(
      PolicyName,
      old.filter((role) => !kept.includes(role)),
      context,
    );
    return { physicalId, attributes };
  },
  delete: ({ properties: { PolicyName, Roles = [] } }, context) => drop(PolicyName, Roles, context),
};

interface RolePolicy {
  readonly PolicyName: string;
  readonly RoleName: string;
  readonly PolicyDocument?: Document;
}

const putOne = ({ PolicyName, RoleName, PolicyDocument = {} }: RolePolicy, { call }: ProviderContext) =>
  call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: documentText(PolicyDocument) });

/** An inline policy of one role. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-rolepolicy.html */
export const iamRolePolicy: Provider<RolePolicy> = {
  async create(properties, context) {
    await putOne(properties, context);
    return { physicalId: `${properties.PolicyName}|${properties.RoleName}` };
  },
  async update(properties, { physicalId }, context) {
    await putOne(properties, context);
    return { physicalId };
  },
  async delete({ properties: { PolicyName, RoleName } }, { call }) {
    await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName });
  },
};
