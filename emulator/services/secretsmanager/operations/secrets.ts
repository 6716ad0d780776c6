import type {
  DeleteSecretCommandInput,
  DeleteSecretCommandOutput,
  DescribeSecretCommandInput,
  ListSecretsCommandInput,
  ListSecretsCommandOutput,
  RestoreSecretCommandInput,
  RestoreSecretCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { fitsFilters } from '../secret-filters.ts';
import {
  forSecret,
  livingSecretOf,
  ownSecretOf,
  putSecret,
  type Secret,
  type SecretsState,
  secretKey,
  secretOf,
} from '../state.ts';

const DAY = 86_400_000;

const described = (secret: Secret) => ({
  ARN: secret.arn,
  Name: secret.name,
  ...(secret.description === undefined ? {} : { Description: secret.description }),
  ...(secret.kmsKeyId === undefined ? {} : { KmsKeyId: secret.kmsKeyId }),
  ...(secret.owner === undefined ? {} : { OwningService: secret.owner }),
  LastChangedDate: new Date(secret.changed),
  CreatedDate: new Date(secret.created),
  ...(secret.deletion === undefined ? {} : { DeletedDate: new Date(secret.deletion) }),
  ...(Object.keys(secret.tags).length === 0
    ? {}
    : { Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })) }),
});

const stagesOf = ({ versions }: Secret) =>
  Object.fromEntries(Object.entries(versions).map(([id, { stages }]) => [id, [...stages]]));

export const describeSecret: Operation<SecretsState, DescribeSecretCommandInput, object> = {
  resource: forSecret,
  handle(state, { SecretId }, context) {
    const secret = secretOf(state, SecretId, context);
    return { ...described(secret), VersionIdsToStages: stagesOf(secret) };
  },
};

export const listSecrets: Operation<
  SecretsState,
  ListSecretsCommandInput,
  Omit<ListSecretsCommandOutput, '$metadata'>
> = {
  handle(state, { MaxResults = 100, NextToken, IncludePlannedDeletion = false, Filters = [] }, context) {
    const after = NextToken === undefined ? '' : Buffer.from(NextToken, 'base64').toString('utf8');
    const all = state.secrets
      .values(placeKey(context, ''))
      .filter(({ deletion }) => deletion === undefined || (IncludePlannedDeletion && deletion > context.now))
      .filter((secret) => secret.name > after && fitsFilters(secret, Filters));
    const shown = all.slice(0, MaxResults);
    const last = shown.at(-1);
    return {
      SecretList: shown.map((secret) => ({ ...described(secret), SecretVersionsToStages: stagesOf(secret) })),
      ...(all.length > shown.length && last ? { NextToken: Buffer.from(last.name).toString('base64') } : {}),
    };
  },
};

export const deleteSecret: Operation<
  SecretsState,
  DeleteSecretCommandInput,
  Omit<DeleteSecretCommandOutput, '$metadata'>
> = {
  resource: forSecret,
  handle(state, { SecretId, RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: force = false }, context) {
    if (force && days !== undefined) {
      throw new AwsError(
        'InvalidParameterException',
        "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
      );
    }
    if (days !== undefined && (days < 7 || days > 30))
      throw new AwsError(
        'InvalidParameterException',
        'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
      );
    // A managed secret may be left to its deletion, but not be gone at once.
    const secret = (force ? ownSecretOf : livingSecretOf)(state, SecretId, context);
    const deletion = force ? context.now : context.now + (days ?? 30) * DAY;
    if (force) state.secrets.delete(secretKey(secret, secret.name));
    else putSecret(state, { ...secret, deletion });
    return { ARN: secret.arn, Name: secret.name, DeletionDate: new Date(deletion) };
  },
};

export const restoreSecret: Operation<
  SecretsState,
  RestoreSecretCommandInput,
  Omit<RestoreSecretCommandOutput, '$metadata'>
> = {
  resource: forSecret,
  handle(state, { SecretId }, context) {
    const secret = secretOf(state, SecretId, context);
    putSecret(state, { ...secret, deletion: undefined });
    return { ARN: secret.arn, Name: secret.name };
  },
};
