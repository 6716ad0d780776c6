import type {
  AttachRolePolicyCommandInput,
  DeleteRolePolicyCommandInput,
  DetachRolePolicyCommandInput,
  GetRolePolicyCommandInput,
  GetRolePolicyCommandOutput,
  ListAttachedRolePoliciesCommandInput,
  ListAttachedRolePoliciesCommandOutput,
  ListRolePoliciesCommandInput,
  ListRolePoliciesCommandOutput,
  PutRolePolicyCommandInput,
} from '@aws-sdk/client-iam';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { pageOf } from '../page.ts';
import { checkPolicy, type IamState, managedDocument, roleKey, roleOf } from '../state.ts';
import { roleResource } from './roles.ts';

const INLINE_LIMIT = 10_240;
const ATTACHED_LIMIT = 10;

export const putRolePolicy: Operation<IamState, PutRolePolicyCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', PolicyName = '', PolicyDocument = '' }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    checkPolicy(PolicyDocument, 'identity');
    const inline = { ...role.inline, [PolicyName]: PolicyDocument };
    const size = Object.values(inline).reduce((sum, text) => sum + text.replace(/\s/g, '').length, 0);
    if (size > INLINE_LIMIT)
      throw new AwsError(
        'LimitExceededException',
        `Maximum policy size of ${INLINE_LIMIT} bytes exceeded for role ${RoleName}`,
      );
    state.roles.put(roleKey(accountId, RoleName), { ...role, inline });
    return {};
  },
};

const noSuchInline = (name: string): AwsError =>
  new AwsError('NoSuchEntityException', `The role policy with name ${name} cannot be found.`);

export const getRolePolicy: Operation<
  IamState,
  GetRolePolicyCommandInput,
  Omit<GetRolePolicyCommandOutput, '$metadata'>
> = {
  resource: roleResource,
  handle(state, { RoleName = '', PolicyName = '' }, { accountId }) {
    const document = roleOf(state, accountId, RoleName).inline[PolicyName];
    if (document === undefined) throw noSuchInline(PolicyName);
    return { RoleName, PolicyName, PolicyDocument: encodeURIComponent(document) };
  },
};

export const deleteRolePolicy: Operation<IamState, DeleteRolePolicyCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', PolicyName = '' }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    if (!(PolicyName in role.inline)) throw noSuchInline(PolicyName);
    const { [PolicyName]: _gone, ...inline } = role.inline;
    state.roles.put(roleKey(accountId, RoleName), { ...role, inline });
    return {};
  },
};

export const listRolePolicies: Operation<
  IamState,
  ListRolePoliciesCommandInput,
  Omit<ListRolePoliciesCommandOutput, '$metadata'>
> = {
  resource: roleResource,
  handle(state, { RoleName = '', Marker, MaxItems }, { accountId }) {
    const { items, ...page } = pageOf(Object.keys(roleOf(state, accountId, RoleName).inline).sort(), Marker, MaxItems);
    return { PolicyNames: items, ...page };
  },
};

export const attachRolePolicy: Operation<IamState, AttachRolePolicyCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', PolicyArn = '' }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    if (managedDocument(state, PolicyArn) === undefined) {
      throw new AwsError('NoSuchEntityException', `Policy ${PolicyArn} does not exist or is not attachable.`);
    }
    if (role.attached.includes(PolicyArn)) return {};
    if (role.attached.length >= ATTACHED_LIMIT)
      throw new AwsError('LimitExceededException', `Cannot exceed quota for PoliciesPerRole: ${ATTACHED_LIMIT}`);
    state.roles.put(roleKey(accountId, RoleName), { ...role, attached: [...role.attached, PolicyArn] });
    return {};
  },
};

export const detachRolePolicy: Operation<IamState, DetachRolePolicyCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', PolicyArn = '' }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    if (!role.attached.includes(PolicyArn))
      throw new AwsError('NoSuchEntityException', `Policy ${PolicyArn} was not found.`);
    state.roles.put(roleKey(accountId, RoleName), {
      ...role,
      attached: role.attached.filter((arn) => arn !== PolicyArn),
    });
    return {};
  },
};

export const listAttachedRolePolicies: Operation<
  IamState,
  ListAttachedRolePoliciesCommandInput,
  Omit<ListAttachedRolePoliciesCommandOutput, '$metadata'>
> = {
  resource: roleResource,
  handle(state, { RoleName = '', Marker, MaxItems }, { accountId }) {
    const { items, ...page } = pageOf(roleOf(state, accountId, RoleName).attached, Marker, MaxItems);
    return {
      AttachedPolicies: items.map((PolicyArn) => ({ PolicyArn, PolicyName: PolicyArn.split('/').at(-1) ?? '' })),
      ...page,
    };
  },
};
