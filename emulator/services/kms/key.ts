import { formatArn, type Place } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';

/** The 256 secret bits of a key. A key that is rotated keeps the former ones, to decrypt what they encrypted. */
export interface Material {
  /** Base64. */
  readonly secret: string;
  readonly created: Instant;
}

export interface Key extends Place {
  readonly id: string;
  readonly created: Instant;
  readonly description: string;
  readonly enabled: boolean;
  /** Set while the key waits to be deleted. */
  readonly deletion: { readonly at: Instant; readonly days: number } | undefined;
  /** A JSON text. */
  readonly policy: string;
  readonly tags: Readonly<Record<string, string>>;
  /** AWS: made by KMS for another service. */
  readonly manager: 'CUSTOMER' | 'AWS';
  readonly materials: readonly Material[];
  /** Set where the key is rotated by itself. */
  readonly rotation: { readonly days: number; readonly since: Instant } | undefined;
}

export interface Alias extends Place {
  /** With `alias/` in front. */
  readonly name: string;
  readonly keyId: string;
  readonly created: Instant;
  readonly updated: Instant;
}

export const keyArn = (key: Place & { readonly id: string }): string => formatArn('kms', key, `key/${key.id}`);
export const aliasArn = (place: Place, name: string): string => formatArn('kms', place, name);

export const stateOf = ({ deletion, enabled }: Key): 'PendingDeletion' | 'Enabled' | 'Disabled' =>
  deletion ? 'PendingDeletion' : enabled ? 'Enabled' : 'Disabled';

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export const metadataOf = (key: Key) => ({
  AWSAccountId: key.accountId,
  KeyId: key.id,
  Arn: keyArn(key),
  CreationDate: new Date(key.created),
  Enabled: key.enabled && !key.deletion,
  Description: key.description,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: stateOf(key),
  ...(key.deletion ? { DeletionDate: new Date(key.deletion.at) } : {}),
  Origin: 'AWS_KMS',
  KeyManager: key.manager,
  CustomerMasterKeySpec: 'SYMMETRIC_DEFAULT',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
});
