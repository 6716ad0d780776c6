import type { CreateSecretCommandInput, CreateSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { CURRENT, findSecret, newArn, putSecret, type Secret, type SecretsState, secretKey } from '../state.ts';

const NAME = /^[A-Za-z0-9/_+=.@-]{1,512}$/;
const ARN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const createSecret: Operation<
  SecretsState,
  CreateSecretCommandInput,
  Omit<CreateSecretCommandOutput, '$metadata'>
> = {
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
    const secret: Secret = {
      accountId: context.accountId,
      region: context.region,
      name,
      arn: newArn(context, name, state.deps.ids.text(6, ARN_CHARACTERS)),
      description: input.Description,
      kmsKeyId: input.KmsKeyId,
      tags: Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
      policy: undefined,
      created: context.now,
      changed: context.now,
      accessed: undefined,
      deletion: undefined,
      versions: hasValue
        ? { [id]: { text: SecretString, binary: SecretBinary, created: context.now, stages: [CURRENT] } }
        : {},
    };
    putSecret(state, secret);
    return { ARN: secret.arn, Name: name, ...(hasValue ? { VersionId: id } : {}) };
  },
};
