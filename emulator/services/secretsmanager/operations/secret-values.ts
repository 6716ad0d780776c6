import type {
  GetSecretValueCommandInput,
  GetSecretValueCommandOutput,
  PutSecretValueCommandInput,
  PutSecretValueCommandOutput,
  UpdateSecretCommandInput,
  UpdateSecretCommandOutput,
  UpdateSecretVersionStageCommandInput,
  UpdateSecretVersionStageCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import {
  CURRENT,
  forSecret,
  livingSecretOf,
  ownSecretOf,
  putSecret,
  type Secret,
  type SecretsState,
  versionWith,
  withStage,
} from '../state.ts';

export const getSecretValue: Operation<
  SecretsState,
  GetSecretValueCommandInput,
  Omit<GetSecretValueCommandOutput, '$metadata'>
> = {
  resource: forSecret,
  handle(state, { SecretId, VersionId, VersionStage }, context) {
    const secret = livingSecretOf(state, SecretId, context);
    const stage = VersionStage ?? CURRENT;
    const id = VersionId ?? versionWith(secret.versions, stage);
    const version = id === undefined ? undefined : secret.versions[id];
    if (id === undefined || !version) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${VersionId === undefined ? `staging label: ${stage}` : `VersionId: ${VersionId}`}`,
      );
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: id,
      ...(version.text === undefined ? {} : { SecretString: version.text }),
      ...(version.binary === undefined ? {} : { SecretBinary: version.binary }),
      VersionStages: [...version.stages],
      CreatedDate: new Date(version.created),
    };
  },
};

interface Value {
  readonly text: string | undefined;
  readonly binary: Uint8Array | undefined;
}

/** The same token with the same value is the same request; with another it is refused. */
function addVersion(
  secret: Secret,
  id: string,
  { text, binary }: Value,
  stages: readonly string[],
  { now }: RequestContext,
): Secret {
  if ((text === undefined) === (binary === undefined)) {
    throw new AwsError('InvalidParameterException', 'You must provide either SecretString or SecretBinary.');
  }
  const known = secret.versions[id];
  if (known) {
    const isSame = known.text === text && Buffer.from(known.binary ?? []).equals(Buffer.from(binary ?? []));
    if (isSame) return secret;
    throw new AwsError(
      'ResourceExistsException',
      "You can't modify an existing version, you can only create a new version.",
    );
  }
  const added: Secret['versions'] = { ...secret.versions, [id]: { text, binary, created: now, stages: [] } };
  return {
    ...secret,
    changed: now,
    versions: stages.reduce((versions, stage) => withStage(versions, id, stage), added),
  };
}

export const putSecretValue: Operation<
  SecretsState,
  PutSecretValueCommandInput,
  Omit<PutSecretValueCommandOutput, '$metadata'>
> = {
  resource: forSecret,
  handle(state, input, context) {
    const secret = ownSecretOf(state, input.SecretId, context);
    const id = input.ClientRequestToken ?? state.deps.ids.uuid();
    const stages = input.VersionStages ?? [CURRENT];
    putSecret(state, addVersion(secret, id, { text: input.SecretString, binary: input.SecretBinary }, stages, context));
    return { ARN: secret.arn, Name: secret.name, VersionId: id, VersionStages: stages };
  },
};

export const updateSecret: Operation<
  SecretsState,
  UpdateSecretCommandInput,
  Omit<UpdateSecretCommandOutput, '$metadata'>
> = {
  resource: forSecret,
  handle(state, input, context) {
    const secret = ownSecretOf(state, input.SecretId, context);
    const described = {
      ...secret,
      description: input.Description ?? secret.description,
      kmsKeyId: input.KmsKeyId ?? secret.kmsKeyId,
      changed: context.now,
    };
    if (input.SecretString === undefined && input.SecretBinary === undefined) {
      putSecret(state, described);
      return { ARN: secret.arn, Name: secret.name };
    }
    const id = input.ClientRequestToken ?? state.deps.ids.uuid();
    putSecret(
      state,
      addVersion(described, id, { text: input.SecretString, binary: input.SecretBinary }, [CURRENT], context),
    );
    return { ARN: secret.arn, Name: secret.name, VersionId: id };
  },
};

export const updateSecretVersionStage: Operation<
  SecretsState,
  UpdateSecretVersionStageCommandInput,
  Omit<UpdateSecretVersionStageCommandOutput, '$metadata'>
> = {
  resource: forSecret,
  handle(state, { SecretId, VersionStage: stage = '', MoveToVersionId: to, RemoveFromVersionId: from }, context) {
    const secret = ownSecretOf(state, SecretId, context);
    const bearer = versionWith(secret.versions, stage);
    if (to !== undefined && !secret.versions[to])
      throw new AwsError('ResourceNotFoundException', `Secrets Manager can't find the specified secret version: ${to}`);
    if (bearer !== undefined && bearer !== to && from !== bearer) {
      throw new AwsError(
        'InvalidParameterException',
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${bearer}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    const cleared =
      to === undefined
        ? Object.fromEntries(
            Object.entries(secret.versions).map(([id, version]) => [
              id,
              { ...version, stages: version.stages.filter((each) => each !== stage) },
            ]),
          )
        : withStage(secret.versions, to, stage);
    putSecret(state, { ...secret, changed: context.now, versions: cleared });
    return { ARN: secret.arn, Name: secret.name };
  },
};
