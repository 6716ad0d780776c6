import type {
  ListRoleTagsCommandInput,
  ListRoleTagsCommandOutput,
  TagRoleCommandInput,
  UntagRoleCommandInput,
} from '@aws-sdk/client-iam';
import type { Operation } from '../../../core/service.ts';
import { type IamState, roleKey, roleOf } from '../state.ts';
import { tagList, tagsOf, without } from '../tags.ts';
import { roleResource } from './roles.ts';

export const tagRole: Operation<IamState, TagRoleCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', Tags }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    state.roles.put(roleKey(accountId, RoleName), { ...role, tags: tagsOf(Tags, role.tags) });
    return {};
  },
};

export const untagRole: Operation<IamState, UntagRoleCommandInput, object> = {
  resource: roleResource,
  handle(state, { RoleName = '', TagKeys = [] }, { accountId }) {
    const role = roleOf(state, accountId, RoleName);
    state.roles.put(roleKey(accountId, RoleName), { ...role, tags: without(role.tags, TagKeys) });
    return {};
  },
};

export const listRoleTags: Operation<
  IamState,
  ListRoleTagsCommandInput,
  Omit<ListRoleTagsCommandOutput, '$metadata'>
> = {
  resource: roleResource,
  handle: (state, { RoleName = '' }, { accountId }) => ({
    Tags: tagList(roleOf(state, accountId, RoleName).tags),
    IsTruncated: false,
  }),
};
