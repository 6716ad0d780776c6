import type { Operation } from '../../../core/service.ts';
import {
  CURRENT,
  findSecret,
  forSecret,
  livingSecretOf,
  newArn,
  newSecret,
  putSecret,
  type SecretsState,
  secretKey,
  withStage,
} from '../state.ts';

interface Made {
  /** `<service>!<kind>/<name>`. */
  readonly Name: string;
  readonly SecretString: string;
  readonly Description: string;
  readonly KmsKeyId?: string | undefined;
  /** The service that manages it. */
  readonly OwningService: string;
}

/*
 * Secrets that another service keeps for a customer. Not operations of AWS's API: the services call them on behalf
 * of who called them, who must be allowed what stands here. The wire refuses them, since the model does not list them.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
 */

export const createManagedSecret: Operation<SecretsState, Made, { readonly ARN: string }> = {
  action: 'secretsmanager:CreateSecret',
  resource: ({ Name }, context) => newArn(context, Name, '??????'),
  handle(state, { Name, SecretString, Description, KmsKeyId, OwningService }, context) {
    const secret = newSecret(state, context, {
      name: Name,
      description: Description,
      kmsKeyId: KmsKeyId,
      owner: OwningService,
      tags: {},
      versionId: state.deps.ids.uuid(),
      text: SecretString,
      binary: undefined,
    });
    putSecret(state, secret);
    return { ARN: secret.arn };
  },
};

export const updateManagedSecret: Operation<
  SecretsState,
  { readonly SecretId: string; readonly SecretString: string },
  object
> = {
  action: 'secretsmanager:UpdateSecret',
  resource: forSecret,
  handle(state, { SecretId, SecretString }, context) {
    const secret = livingSecretOf(state, SecretId, context);
    const id = state.deps.ids.uuid();
    const version = { text: SecretString, binary: undefined, created: context.now, stages: [] };
    const versions = withStage({ ...secret.versions, [id]: version }, id, CURRENT);
    putSecret(state, { ...secret, versions, changed: context.now });
    return {};
  },
};

/** At once, and whether or not it is still there. */
export const deleteManagedSecret: Operation<SecretsState, { readonly SecretId: string }, object> = {
  action: 'secretsmanager:DeleteSecret',
  resource: forSecret,
  handle(state, { SecretId }, context) {
    const secret = findSecret(state, SecretId, context);
    if (secret) state.secrets.delete(secretKey(secret, secret.name));
    return {};
  },
};

/** Looks whether its service can still use it; the service's own role is allowed that. @throws AwsError as GetSecretValue does */
export const checkManagedSecret: Operation<SecretsState, { readonly SecretId: string }, object> = {
  action: null,
  handle(state, { SecretId }, context) {
    livingSecretOf(state, SecretId, context);
    return {};
  },
};
