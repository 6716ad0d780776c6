import type {
  CreateRoleCommandInput,
  CreateRoleCommandOutput,
  DeleteRoleCommandInput,
  GetRoleCommandInput,
  GetRoleCommandOutput,
  ListRolesCommandInput,
  ListRolesCommandOutput,
  Role as SdkRole,
  UpdateAssumeRolePolicyCommandInput,
  UpdateRoleCommandInput,
  UpdateRoleCommandOutput,
} from '@aws-sdk/client-iam';
import { globalArn } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { checkTrust } from '../check-trust.ts';
import { pageOf } from '../page.ts';
import { type IamState, managedDocument, type Role, roleArn, roleKey, roleOf } from '../state.ts';
import { tagList, tagsOf } from '../tags.ts';

export const roleResource = (
  { RoleName = '' }: { RoleName?: string | undefined },
  { accountId }: RequestContext,
  state: IamState,
): string => {
  const role = state.roles.get(roleKey(accountId, RoleName));
  return role ? roleArn(role) : globalArn('iam', accountId, `role/${RoleName}`);
};

const shown = (role: Role, full: boolean): SdkRole => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: roleArn(role),
  CreateDate: new Date(role.created),
  AssumeRolePolicyDocument: encodeURIComponent(role.trust),
  ...(role.description === undefined ? {} : { Description: role.description }),
  MaxSessionDuration: role.maxSessionSeconds,
  ...(full && role.boundary !== undefined
    ? {
        PermissionsBoundary: {
          PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
          PermissionsBoundaryArn: role.boundary,
        },
      }
    : {}),
  ...(full && Object.keys(role.tags).length > 0 ? { Tags: tagList(role.tags) } : {}),
});

export const createRole: Operation<IamState, CreateRoleCommandInput, Omit<CreateRoleCommandOutput, '$metadata'>> = {
  tagAction: 'iam:TagRole',
  resource: ({ RoleName = '', Path = '/' }, { accountId }) => globalArn('iam', accountId, `role${Path}${RoleName}`),
  handle(state, input, { accountId, now }) {
    const { RoleName: name = '', Path: path = '/', AssumeRolePolicyDocument: trust = '' } = input;
    checkTrust(state, trust);
    if (state.roles.has(roleKey(accountId, name)))
      throw new AwsError('EntityAlreadyExistsException', `Role with name ${name} already exists.`);
    const boundary = input.PermissionsBoundary;
    if (boundary !== undefined && managedDocument(state, boundary) === undefined) {
      throw new AwsError('NoSuchEntityException', `Policy ${boundary} does not exist or is not attachable.`);
    }
    const role: Role = {
      accountId,
      name,
      path,
      trust,
      boundary,
      id: `AROA${state.deps.ids.text(17)}`,
      description: input.Description,
      maxSessionSeconds: input.MaxSessionDuration ?? 3600,
      tags: tagsOf(input.Tags),
      created: now,
      inline: {},
      attached: [],
    };
    state.roles.put(roleKey(accountId, name), role);
    return { Role: shown(role, true) };
  },
};

export const getRole: Operation<IamState, GetRoleCommandInput, Omit<GetRoleCommandOutput, '$metadata'>> = {
  resource: roleResource,
  handle: (state, { RoleName = '' }, { accountId }) => ({ Role: shown(roleOf(state, accountId, RoleName), true) }),
};

export const listRoles: Operation<IamState, ListRolesCommandInput, Omit<ListRolesCommandOutput, '$metadata'>> = {
  handle(state, { PathPrefix = '/', Marker, MaxItems }, { accountId }) {
    const roles = state.roles.values(`${accountId}/`).filter(({ path }) => path.startsWith(PathPrefix));
    const { items, ...page } = pageOf(roles, Marker, MaxItems);
    return { Roles: items.map((role) => shown(role, false)), ...page };
  },
};

export const updateRole: Operation<IamState, UpdateRoleCommandInput, Omit<UpdateRoleCommandOutput, '$metadata'>> = {
  resource: roleResource,
  handle(state, { RoleName = '', Description, MaxSessionDuration }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    state.roles.put(roleKey(accountId, RoleName), {
      ...role,
      description: Description ?? role.description,
      maxSessionSeconds: MaxSessionDuration ?? role.maxSessionSeconds,
    });
    return {};
  },
};

export const updateAssumeRolePolicy: Operation<IamState, UpdateAssumeRolePolicyCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', PolicyDocument: trust = '' }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    checkTrust(state, trust);
    state.roles.put(roleKey(accountId, RoleName), { ...role, trust });
    return {};
  },
};

export const deleteRole: Operation<IamState, DeleteRoleCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '' }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    if (Object.keys(role.inline).length > 0)
      throw new AwsError('DeleteConflictException', 'Cannot delete entity, must delete policies first.');
    if (role.attached.length > 0)
      throw new AwsError('DeleteConflictException', 'Cannot delete entity, must detach all policies first.');
    state.roles.delete(roleKey(accountId, RoleName));
    return {};
  },
};
