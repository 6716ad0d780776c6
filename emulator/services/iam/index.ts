import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import * as managed from './operations/managed-policies.ts';
import * as rolePolicies from './operations/role-policies.ts';
import * as roleTags from './operations/role-tags.ts';
import * as roles from './operations/roles.ts';
import { createState, type IamState } from './state.ts';

/** AWS IAM: roles and policies, which is what a deployed application uses of it. */
export function createIam(deps: ServiceDeps<Store>): Service<IamState> {
  return {
    id: 'iam',
    state: createState(deps),
    operations: {
      AttachRolePolicy: rolePolicies.attachRolePolicy,
      CreatePolicy: managed.createPolicy,
      CreatePolicyVersion: managed.createPolicyVersion,
      CreateRole: roles.createRole,
      DeletePolicy: managed.deletePolicy,
      DeletePolicyVersion: managed.deletePolicyVersion,
      DeleteRole: roles.deleteRole,
      DeleteRolePolicy: rolePolicies.deleteRolePolicy,
      DetachRolePolicy: rolePolicies.detachRolePolicy,
      GetPolicy: managed.getPolicy,
      GetPolicyVersion: managed.getPolicyVersion,
      GetRole: roles.getRole,
      GetRolePolicy: rolePolicies.getRolePolicy,
      ListAttachedRolePolicies: rolePolicies.listAttachedRolePolicies,
      ListPolicyVersions: managed.listPolicyVersions,
      ListRolePolicies: rolePolicies.listRolePolicies,
      ListRoleTags: roleTags.listRoleTags,
      ListRoles: roles.listRoles,
      PutRolePolicy: rolePolicies.putRolePolicy,
      TagRole: roleTags.tagRole,
      UntagRole: roleTags.untagRole,
      UpdateAssumeRolePolicy: roles.updateAssumeRolePolicy,
      UpdateRole: roles.updateRole,
    },
  };
}
