import type {
  CancelKeyDeletionCommandInput,
  DescribeKeyCommandInput,
  DisableKeyCommandInput,
  EnableKeyCommandInput,
  ListKeysCommandInput,
  ScheduleKeyDeletionCommandInput,
  UpdateKeyDescriptionCommandInput,
} from '@aws-sdk/client-kms';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { type Key, keyArn, metadataOf } from '../key.ts';
import { pageOf } from '../page.ts';
import { findKey, forKey, type KmsState, keyKey, keyOf, saveKey } from '../state.ts';

const DAY = 24 * 3600 * 1000;

/** A key of one's own: those KMS made for a service are not to be changed. @throws AwsError */
export function ownKeyOf(
  state: KmsState,
  { KeyId = '' }: { KeyId?: string | undefined },
  context: RequestContext,
): Key {
  const key = keyOf(state, KeyId, context);
  if (key.manager === 'AWS')
    throw new AwsError('AccessDeniedException', `The key ${keyArn(key)} is managed by AWS and cannot be changed.`);
  return key;
}

/** @throws AwsError `KMSInvalidStateException` */
export function notPending(key: Key): Key {
  if (key.deletion) throw new AwsError('KMSInvalidStateException', `${keyArn(key)} is pending deletion.`);
  return key;
}

export const describeKey: Operation<KmsState, DescribeKeyCommandInput, object> = {
  resource: forKey,
  handle: (state, { KeyId = '' }, context) => ({ KeyMetadata: metadataOf(keyOf(state, KeyId, context)) }),
};

export const listKeys: Operation<KmsState, ListKeysCommandInput, object> = {
  handle(state, { Limit = 100, Marker }, context) {
    const keys = state.keys.values(keyKey(context, '')).filter(({ id }) => findKey(state, id, context));
    const { page, next } = pageOf(keys, Marker, Limit);
    return { Keys: page.map((key) => ({ KeyId: key.id, KeyArn: keyArn(key) })), ...next };
  },
};

const switched = (enabled: boolean): Operation<KmsState, EnableKeyCommandInput & DisableKeyCommandInput, object> => ({
  resource: forKey,
  handle(state, input, context) {
    saveKey(state, { ...notPending(ownKeyOf(state, input, context)), enabled });
    return {};
  },
});
export const enableKey = switched(true);
export const disableKey = switched(false);

/** From that day on nothing that the key encrypted can be read. */
export const scheduleKeyDeletion: Operation<KmsState, ScheduleKeyDeletionCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    const { PendingWindowInDays: days = 30 } = input;
    if (days < 7 || days > 30)
      throw new AwsError('ValidationException', 'PendingWindowInDays must be between 7 and 30, inclusive.');
    const key = notPending(ownKeyOf(state, input, context));
    const at = context.now + days * DAY;
    saveKey(state, { ...key, deletion: { at, days } });
    return { KeyId: keyArn(key), DeletionDate: new Date(at), KeyState: 'PendingDeletion', PendingWindowInDays: days };
  },
};

/** The key comes back disabled. */
export const cancelKeyDeletion: Operation<KmsState, CancelKeyDeletionCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    const key = ownKeyOf(state, input, context);
    if (!key.deletion) throw new AwsError('KMSInvalidStateException', `${keyArn(key)} is not pending deletion.`);
    saveKey(state, { ...key, deletion: undefined, enabled: false });
    return { KeyId: keyArn(key) };
  },
};

export const updateKeyDescription: Operation<KmsState, UpdateKeyDescriptionCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    saveKey(state, { ...notPending(ownKeyOf(state, input, context)), description: input.Description ?? '' });
    return {};
  },
};
