import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';

export interface SecretVersion {
  readonly text: string | undefined;
  readonly binary: Uint8Array | undefined;
  readonly created: Instant;
  readonly stages: readonly string[];
}

export interface Secret extends Place {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly kmsKeyId: string | undefined;
  /** The service that manages it; undefined where the customer does. */
  readonly owner: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly policy: string | undefined;
  readonly created: Instant;
  readonly changed: Instant;
  readonly accessed: Instant | undefined;
  /** When it will be gone, while it waits for that. */
  readonly deletion: Instant | undefined;
  readonly versions: Readonly<Record<string, SecretVersion>>;
}

export interface SecretsState {
  readonly deps: ServiceDeps<Store>;
  readonly secrets: Collection<Secret>;
}

export const newArn = (place: Place, name: string, suffix: string): string =>
  formatArn('secretsmanager', place, `secret:${name}-${suffix}`);
export const secretKey = (place: Place, name: string): string => placeKey(place, name);

const ARN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

interface Given extends Pick<Secret, 'name' | 'description' | 'kmsKeyId' | 'owner' | 'tags'> {
  readonly versionId: string;
  readonly text: string | undefined;
  readonly binary: Uint8Array | undefined;
}

/** A secret with its first version, or with none where it has no value. */
export function newSecret({ deps }: SecretsState, context: RequestContext, given: Given): Secret {
  const { versionId, text, binary, ...about } = given;
  const { accountId, region, now } = context;
  const version = { text, binary, created: now, stages: [CURRENT] };
  return {
    ...about,
    accountId,
    region,
    arn: newArn(context, about.name, deps.ids.text(6, ARN_CHARACTERS)),
    policy: undefined,
    created: now,
    changed: now,
    accessed: undefined,
    deletion: undefined,
    versions: text === undefined && binary === undefined ? {} : { [versionId]: version },
  };
}

const notFound = (): AwsError =>
  new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

/** A secret by its name, its ARN, or its ARN without the six characters at the end; undefined where there is none. */
export function findSecret({ secrets }: SecretsState, id: string, context: RequestContext): Secret | undefined {
  if (!id.startsWith('arn:')) return secrets.get(secretKey(context, id));
  const [, , , region = '', accountId = '', , ...rest] = id.split(':');
  const named = rest.join(':');
  const short = named.replace(/-[A-Za-z0-9]{6}$/, '');
  const exact = secrets.get(secretKey({ accountId, region }, short));
  return exact?.arn === id ? exact : secrets.get(secretKey({ accountId, region }, named));
}

/** A secret whose time to be gone has come is gone. @throws AwsError `ResourceNotFoundException` */
export function secretOf(state: SecretsState, id: string | undefined, context: RequestContext): Secret {
  const secret = findSecret(state, id ?? '', context);
  if (secret?.deletion !== undefined && secret.deletion <= context.now) {
    state.secrets.delete(secretKey(secret, secret.name));
    throw notFound();
  }
  if (!secret) throw notFound();
  return secret;
}

/** @throws AwsError `InvalidRequestException` where the secret waits for its deletion */
export function livingSecretOf(state: SecretsState, id: string | undefined, context: RequestContext): Secret {
  const secret = secretOf(state, id, context);
  if (secret.deletion !== undefined) {
    throw new AwsError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
  return secret;
}

/**
 * A living secret that is the customer's to change.
 * @throws AwsError `InvalidRequestException` where a service manages it
 */
export function ownSecretOf(state: SecretsState, id: string | undefined, context: RequestContext): Secret {
  const secret = livingSecretOf(state, id, context);
  if (secret.owner === undefined) return secret;
  throw new AwsError(
    'InvalidRequestException',
    `You can't perform this operation on the secret because it is managed by ${secret.owner}.`,
  );
}

export const forSecret = (
  { SecretId = '' }: { SecretId?: string | undefined },
  context: RequestContext,
  state: SecretsState,
): string =>
  findSecret(state, SecretId, context)?.arn ??
  (SecretId.startsWith('arn:') ? SecretId : newArn(context, SecretId, '??????'));

export const putSecret = (state: SecretsState, secret: Secret): void =>
  state.secrets.put(secretKey(secret, secret.name), secret);

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/** The version that bears a stage. */
export const versionWith = (versions: Secret['versions'], stage: string): string | undefined =>
  Object.entries(versions).find(([, { stages }]) => stages.includes(stage))?.[0];

/** Moves a stage; what was current becomes previous, and versions without a stage go. */
export function withStage(versions: Secret['versions'], id: string, stage: string): Secret['versions'] {
  const before = versionWith(versions, stage);
  const moved = Object.entries(versions).map(([key, version]) => {
    let stages = version.stages.filter((each) => each !== stage && !(stage === CURRENT && each === PREVIOUS));
    if (key === id) stages = [...stages, stage];
    if (stage === CURRENT && key === before && key !== id) stages = [...stages, PREVIOUS];
    return [key, { ...version, stages }] as const;
  });
  return Object.fromEntries(moved.filter(([, { stages }]) => stages.length > 0));
}
