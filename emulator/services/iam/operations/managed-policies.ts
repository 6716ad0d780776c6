import type {
  CreatePolicyCommandInput,
  CreatePolicyCommandOutput,
  CreatePolicyVersionCommandInput,
  CreatePolicyVersionCommandOutput,
  DeletePolicyCommandInput,
  DeletePolicyVersionCommandInput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  GetPolicyVersionCommandInput,
  GetPolicyVersionCommandOutput,
  ListPolicyVersionsCommandInput,
  ListPolicyVersionsCommandOutput,
} from '@aws-sdk/client-iam';
import { globalArn } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkPolicy, type IamState, type ManagedPolicy, policyArn, policyOf } from '../state.ts';
import { tagList, tagsOf } from '../tags.ts';

const VERSION_LIMIT = 5;
const resource = ({ PolicyArn = '' }: { PolicyArn?: string | undefined }): string => PolicyArn;

const attachments = (state: IamState, arn: string): number =>
  state.roles.values().filter(({ attached }) => attached.includes(arn)).length;

const shown = (state: IamState, policy: ManagedPolicy) => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policyArn(policy),
  Path: policy.path,
  DefaultVersionId: policy.defaultVersion,
  AttachmentCount: attachments(state, policyArn(policy)),
  PermissionsBoundaryUsageCount: state.roles.values().filter(({ boundary }) => boundary === policyArn(policy)).length,
  IsAttachable: true,
  ...(policy.description === undefined ? {} : { Description: policy.description }),
  CreateDate: new Date(policy.created),
  UpdateDate: new Date(policy.updated),
  Tags: tagList(policy.tags),
});

export const createPolicy: Operation<
  IamState,
  CreatePolicyCommandInput,
  Omit<CreatePolicyCommandOutput, '$metadata'>
> = {
  resource: ({ PolicyName = '', Path = '/' }, { accountId }) =>
    globalArn('iam', accountId, `policy${Path}${PolicyName}`),
  handle(
    state,
    { PolicyName: name = '', Path: path = '/', PolicyDocument: document = '', Description, Tags },
    { accountId, now },
  ) {
    checkPolicy(document, 'identity');
    const arn = policyArn({ accountId, path, name });
    if (state.policies.has(arn))
      throw new AwsError(
        'EntityAlreadyExistsException',
        `A policy called ${name} already exists. Duplicate names are not allowed.`,
      );
    const policy: ManagedPolicy = {
      accountId,
      name,
      path,
      id: `ANPA${state.deps.ids.text(17)}`,
      description: Description,
      tags: tagsOf(Tags),
      created: now,
      updated: now,
      defaultVersion: 'v1',
      versions: { v1: { document, created: now } },
    };
    state.policies.put(arn, policy);
    return { Policy: shown(state, policy) };
  },
};

export const getPolicy: Operation<IamState, GetPolicyCommandInput, Omit<GetPolicyCommandOutput, '$metadata'>> = {
  resource,
  handle: (state, { PolicyArn = '' }) => ({ Policy: shown(state, policyOf(state, PolicyArn)) }),
};

export const createPolicyVersion: Operation<
  IamState,
  CreatePolicyVersionCommandInput,
  Omit<CreatePolicyVersionCommandOutput, '$metadata'>
> = {
  resource,
  handle(state, { PolicyArn = '', PolicyDocument: document = '', SetAsDefault = false }, { now }) {
    const policy = policyOf(state, PolicyArn);
    checkPolicy(document, 'identity');
    if (Object.keys(policy.versions).length >= VERSION_LIMIT) {
      throw new AwsError(
        'LimitExceededException',
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      );
    }
    const VersionId = `v${Math.max(...Object.keys(policy.versions).map((id) => Number(id.slice(1)))) + 1}`;
    state.policies.put(PolicyArn, {
      ...policy,
      updated: now,
      defaultVersion: SetAsDefault ? VersionId : policy.defaultVersion,
      versions: { ...policy.versions, [VersionId]: { document, created: now } },
    });
    return { PolicyVersion: { VersionId, IsDefaultVersion: SetAsDefault, CreateDate: new Date(now) } };
  },
};

export const getPolicyVersion: Operation<
  IamState,
  GetPolicyVersionCommandInput,
  Omit<GetPolicyVersionCommandOutput, '$metadata'>
> = {
  resource,
  handle(state, { PolicyArn = '', VersionId = '' }) {
    const policy = policyOf(state, PolicyArn);
    const version = policy.versions[VersionId];
    if (!version)
      throw new AwsError(
        'NoSuchEntityException',
        `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`,
      );
    return {
      PolicyVersion: {
        Document: encodeURIComponent(version.document),
        VersionId,
        IsDefaultVersion: VersionId === policy.defaultVersion,
        CreateDate: new Date(version.created),
      },
    };
  },
};

export const listPolicyVersions: Operation<
  IamState,
  ListPolicyVersionsCommandInput,
  Omit<ListPolicyVersionsCommandOutput, '$metadata'>
> = {
  resource,
  handle(state, { PolicyArn = '' }) {
    const { versions, defaultVersion } = policyOf(state, PolicyArn);
    const list = Object.entries(versions).map(([VersionId, { created }]) => ({
      VersionId,
      IsDefaultVersion: VersionId === defaultVersion,
      CreateDate: new Date(created),
    }));
    return { Versions: list.reverse(), IsTruncated: false };
  },
};

export const deletePolicyVersion: Operation<IamState, DeletePolicyVersionCommandInput, object> = {
  resource,
  handle(state, { PolicyArn = '', VersionId = '' }) {
    const policy = policyOf(state, PolicyArn);
    if (VersionId === policy.defaultVersion)
      throw new AwsError('DeleteConflictException', 'Cannot delete the default version of a policy.');
    if (!(VersionId in policy.versions))
      throw new AwsError(
        'NoSuchEntityException',
        `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`,
      );
    const { [VersionId]: _gone, ...versions } = policy.versions;
    state.policies.put(PolicyArn, { ...policy, versions });
    return {};
  },
};

export const deletePolicy: Operation<IamState, DeletePolicyCommandInput, object> = {
  resource,
  handle(state, { PolicyArn = '' }) {
    const policy = policyOf(state, PolicyArn);
    if (attachments(state, PolicyArn) > 0)
      throw new AwsError('DeleteConflictException', 'Cannot delete a policy attached to entities.');
    if (Object.keys(policy.versions).length > 1)
      throw new AwsError(
        'DeleteConflictException',
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    state.policies.delete(PolicyArn);
    return {};
  },
};
