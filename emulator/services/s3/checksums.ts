import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../../core/aws-error.ts';

const crc32Base64 = (body: Uint8Array): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body) >>> 0);
  return bytes.toString('base64');
};
const hash =
  (name: string) =>
  (body: Uint8Array): string =>
    createHash(name).update(body).digest('base64');

/** The checksums that are verified; the others S3 knows (CRC32C, CRC64NVME) are kept as they were given. */
const COMPUTE: Readonly<Record<string, (body: Uint8Array) => string>> = {
  ChecksumCRC32: crc32Base64,
  ChecksumSHA1: hash('sha1'),
  ChecksumSHA256: hash('sha256'),
};

const NAMES = ['ChecksumCRC32', 'ChecksumCRC32C', 'ChecksumCRC64NVME', 'ChecksumSHA1', 'ChecksumSHA256'];

/**
 * The checksums a request carries, verified.
 * @throws AwsError `BadDigest` where one does not fit the body
 */
export function checksumsOf(input: object, body: Uint8Array): Record<string, string> {
  const values = input as Record<string, unknown>;
  const contentMd5 = values.ContentMD5;
  if (typeof contentMd5 === 'string' && contentMd5 !== hash('md5')(body)) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', { status: 400 });
  }
  const found: Record<string, string> = {};
  for (const name of NAMES) {
    const given = values[name];
    if (typeof given !== 'string') continue;
    const computed = COMPUTE[name]?.(body);
    if (computed !== undefined && computed !== given) {
      throw new AwsError('BadDigest', `The ${name.slice(8)} you specified did not match the calculated checksum.`, {
        status: 400,
      });
    }
    found[name] = given;
  }
  return Object.keys(found).length > 0 ? found : { ChecksumCRC32: crc32Base64(body) };
}
