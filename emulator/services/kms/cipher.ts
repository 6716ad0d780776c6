import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AwsError } from '../../core/aws-error.ts';
import type { Ids } from '../../core/ids.ts';
import { type Key, keyArn } from './key.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

const VERSION = 1;
const UUID_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Version, key id, number of the material, IV, tag. */
const HEAD = 1 + UUID_BYTES + 2 + IV_BYTES + TAG_BYTES;

const invalid = (): AwsError => new AwsError('InvalidCiphertextException', '');

/** The key's ARN and the encryption context are authenticated with the text: with others it does not decrypt. */
const additionalData = (key: Key, context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify([keyArn(key), Object.entries(context).toSorted(([a], [b]) => (a < b ? -1 : 1))]));

const secretOf = ({ materials }: Key, index: number): Buffer => {
  const material = materials[index];
  if (!material) throw invalid();
  return Buffer.from(material.secret, 'base64');
};

/** AES-256-GCM under the newest material. The ciphertext says which key made it. */
export function encrypt(key: Key, ids: Ids, text: Uint8Array, context: EncryptionContext): Uint8Array {
  const index = key.materials.length - 1;
  const iv = Buffer.from(ids.hex(2 * IV_BYTES), 'hex');
  const cipher = createCipheriv('aes-256-gcm', secretOf(key, index), iv);
  cipher.setAAD(additionalData(key, context));
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  const number = Buffer.alloc(2);
  number.writeUInt16BE(index);
  const id = Buffer.from(key.id.replaceAll('-', ''), 'hex');
  return Buffer.concat([Buffer.from([VERSION]), id, number, iv, cipher.getAuthTag(), body]);
}

/** The id of the key that made a ciphertext; undefined where no key of KMS did. */
export function keyIdOf(ciphertext: Uint8Array): string | undefined {
  if (ciphertext.length < HEAD || ciphertext[0] !== VERSION) return undefined;
  const hex = Buffer.from(ciphertext.subarray(1, 1 + UUID_BYTES)).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** @throws AwsError `InvalidCiphertextException` where key, context or ciphertext are not those of the encryption */
export function decrypt(key: Key, ciphertext: Uint8Array, context: EncryptionContext): Uint8Array {
  const bytes = Buffer.from(ciphertext);
  const at = 1 + UUID_BYTES;
  const iv = bytes.subarray(at + 2, at + 2 + IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', secretOf(key, bytes.readUInt16BE(at)), iv);
  decipher.setAAD(additionalData(key, context));
  decipher.setAuthTag(bytes.subarray(at + 2 + IV_BYTES, HEAD));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEAD)), decipher.final()]);
  } catch {
    throw invalid();
  }
}
