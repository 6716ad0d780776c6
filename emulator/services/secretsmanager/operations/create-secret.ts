import type { CreateSecretCommandInput, CreateSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { findSecret, newArn, newSecret, putSecret, type SecretsState, secretKey } from '../state.ts';

const NAME = /^[A-Za-z0-9/_+=.@-]{1,512}$/;

export const createSecret: Operation<
  SecretsState,
  CreateSecretCommandInput,
  Omit<CreateSecretCommandOutput, '$metadata'>
> = {
  tagAction: 'secretsmanager:TagResource',
  resource: ({ Name = '' }, context) => newArn(context, Name, '??????'),
  handle(state, input, context) {
    const { Name: name = '', SecretString, SecretBinary } = input;
    if (!NAME.test(name))
      throw new AwsError(
        'ValidationException',
        'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
      );
    if (SecretString !== undefined && SecretBinary !== undefined)
      throw new AwsError(
        'InvalidParameterException',
        "You can't specify both a binary secret value and a string secret value in the same secret.",
      );
    const known = findSecret(state, name, context);
    if (known?.deletion !== undefined && known.deletion <= context.now) state.secrets.delete(secretKey(context, name));
    else if (known?.deletion !== undefined) {
      throw new AwsError(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    } else if (known)
      throw new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
    const id = input.ClientRequestToken ?? state.deps.ids.uuid();
    const hasValue = SecretString !== undefined || SecretBinary !== undefined;
    const secret = newSecret(state, context, {
      name,
      description: input.Description,
      kmsKeyId: input.KmsKeyId,
      owner: undefined,
      tags: Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
      versionId: id,
      text: SecretString,
      binary: SecretBinary,
    });
    putSecret(state, secret);
    return { ARN: secret.arn, Name: name, ...(hasValue ? { VersionId: id } : {}) };
  },
};
