import { type Place, parseArn, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { type Alias, aliasArn, type Key, keyArn, type Material, stateOf } from './key.ts';
import { defaultPolicy, managedPolicy } from './key-policy.ts';

export interface KmsState {
  readonly deps: ServiceDeps<Store>;
  readonly keys: Collection<Key>;
  readonly aliases: Collection<Alias>;
}

export const createState = (deps: ServiceDeps<Store>): KmsState => ({
  deps,
  keys: deps.store.collection('kms.keys'),
  aliases: deps.store.collection('kms.aliases'),
});

const DAY = 24 * 3600 * 1000;
/** Keys that KMS makes for a service when it first needs one: `alias/aws/ssm`. */
const MANAGED = /^alias\/aws\/(ssm|secretsmanager|sns|sqs|s3|dynamodb|lambda|events|logs|kinesis)$/;

export const keyKey = (place: Place, id: string): string => placeKey(place, id);
export const saveKey = ({ keys }: KmsState, key: Key): void => keys.put(keyKey(key, key.id), key);

const newMaterial = ({ deps }: KmsState): Material => ({
  secret: Buffer.from(deps.ids.hex(64), 'hex').toString('base64'),
  created: deps.clock.now(),
});

/** A new key, not yet stored. */
export const newKey = (state: KmsState, place: Place, more: Partial<Key> = {}): Key => ({
  accountId: place.accountId,
  region: place.region,
  id: state.deps.ids.uuid(),
  created: state.deps.clock.now(),
  description: '',
  enabled: true,
  deletion: undefined,
  policy: defaultPolicy(place.accountId),
  tags: {},
  manager: 'CUSTOMER',
  materials: [newMaterial(state)],
  rotation: undefined,
  ...more,
});

/** Deletion is due when its time has come; nobody need have looked. */
const isGone = ({ deletion }: Key, now: Instant): boolean => deletion !== undefined && deletion.at <= now;

function managedKey(state: KmsState, place: Place, name: string): Key | undefined {
  const service = MANAGED.exec(name)?.[1];
  if (service === undefined) return undefined;
  const key = newKey(state, place, {
    manager: 'AWS',
    description: `Default key that protects my ${service.toUpperCase()} data when no other key is defined`,
    policy: managedPolicy(place.accountId, service),
  });
  const { accountId, region, created } = key;
  state.deps.store.atomic(() => {
    saveKey(state, key);
    state.aliases.put(placeKey(place, name), { accountId, region, name, keyId: key.id, created, updated: created });
  });
  return key;
}

/** The key that an id, an alias or an ARN of either means; undefined where there is none. */
export function findKey(state: KmsState, text: string, context: Place): Key | undefined {
  const arn = text.startsWith('arn:') ? parseArn(text) : undefined;
  const place = arn ?? context;
  const name = arn ? arn.resource.replace(/^key\//, '') : text;
  const alias = name.startsWith('alias/') ? state.aliases.get(placeKey(place, name)) : undefined;
  if (name.startsWith('alias/') && !alias) return managedKey(state, { ...place }, name);
  const key = state.keys.get(keyKey(place, alias?.keyId ?? name));
  return key && isGone(key, state.deps.clock.now()) ? undefined : key;
}

/** @throws AwsError `NotFoundException` */
export function keyOf(state: KmsState, text: string, context: Place): Key {
  const key = findKey(state, text, context);
  if (key) return key;
  const arn = text.startsWith('arn:')
    ? text
    : text.startsWith('alias/')
      ? aliasArn(context, text)
      : keyArn({ ...context, id: text });
  throw new AwsError(
    'NotFoundException',
    text.includes('alias/') ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`,
  );
}

/** @throws AwsError `DisabledException`, `KMSInvalidStateException` where the key may not be used */
export function usable(key: Key): Key {
  const state = stateOf(key);
  if (state === 'PendingDeletion')
    throw new AwsError('KMSInvalidStateException', `${keyArn(key)} is pending deletion.`);
  if (state === 'Disabled') throw new AwsError('DisabledException', `${keyArn(key)} is disabled.`);
  return key;
}

/** The key with fresh material, where its rotation is due. */
export function rotated(state: KmsState, key: Key): Key {
  const { rotation, materials } = key;
  const last = Math.max(rotation?.since ?? 0, materials.at(-1)?.created ?? 0);
  if (!rotation || state.deps.clock.now() - last < rotation.days * DAY) return key;
  const next = { ...key, materials: [...materials, newMaterial(state)] };
  saveKey(state, next);
  return next;
}

/** The ARN a permission on a key is asked for. An alias is a permission on its key. */
export const forKey = (
  { KeyId = '' }: { readonly KeyId?: string | undefined },
  context: RequestContext,
  state: KmsState,
): string => {
  const key = findKey(state, KeyId, context);
  return key ? keyArn(key) : KeyId.startsWith('arn:') ? KeyId : keyArn({ ...context, id: KeyId });
};
