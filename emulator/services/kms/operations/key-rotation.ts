import type {
  DisableKeyRotationCommandInput,
  EnableKeyRotationCommandInput,
  GetKeyRotationStatusCommandInput,
} from '@aws-sdk/client-kms';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { keyArn } from '../key.ts';
import { forKey, type KmsState, keyOf, saveKey, usable } from '../state.ts';
import { ownKeyOf } from './keys.ts';

const DAY = 24 * 3600 * 1000;

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const enableKeyRotation: Operation<KmsState, EnableKeyRotationCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    const { RotationPeriodInDays: days = 365 } = input;
    if (days < 90 || days > 2560)
      throw new AwsError('ValidationException', 'RotationPeriodInDays must be between 90 and 2560, inclusive.');
    const key = usable(ownKeyOf(state, input, context));
    saveKey(state, { ...key, rotation: { days, since: key.rotation?.since ?? context.now } });
    return {};
  },
};

export const disableKeyRotation: Operation<KmsState, DisableKeyRotationCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    saveKey(state, { ...usable(ownKeyOf(state, input, context)), rotation: undefined });
    return {};
  },
};

export const getKeyRotationStatus: Operation<KmsState, GetKeyRotationStatusCommandInput, object> = {
  resource: forKey,
  handle(state, { KeyId = '' }, context) {
    const key = keyOf(state, KeyId, context);
    const { rotation, materials } = key;
    const last = Math.max(rotation?.since ?? 0, materials.at(-1)?.created ?? 0);
    return {
      KeyId: keyArn(key),
      KeyRotationEnabled: rotation !== undefined,
      ...(rotation
        ? { RotationPeriodInDays: rotation.days, NextRotationDate: new Date(last + rotation.days * DAY) }
        : {}),
    };
  },
};
