import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { AwsError } from '../../../core/aws-error.ts';

const UNZIPPED_LIMIT = 250 * 2 ** 20;

/** @throws AwsError `InvalidParameterValueException` where the bytes are no zip, or too many when unpacked */
export function readZip(bytes: Uint8Array): Record<string, Uint8Array> {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch (cause) {
    throw new AwsError(
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
      { cause },
    );
  }
  const size = Object.values(files).reduce((sum, file) => sum + file.length, 0);
  if (size > UNZIPPED_LIMIT)
    throw new AwsError('InvalidParameterValueException', `Unzipped size must be smaller than ${UNZIPPED_LIMIT} bytes`);
  return files;
}

/** Unpacks a zip once per content; a crash in between leaves nothing half done under the final name. */
export function unpack(bytes: Uint8Array, sha256: string, folder: string): string {
  const target = path.join(folder, Buffer.from(sha256, 'base64').toString('hex').slice(0, 32));
  if (existsSync(target)) return target;
  const building = `${target}.part`;
  rmSync(building, { recursive: true, force: true });
  for (const [name, data] of Object.entries(readZip(bytes))) {
    const file = path.join(building, name);
    // A name that climbs out of the folder is dropped, as unzip does.
    if (!file.startsWith(building + path.sep) || name.endsWith('/')) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, data);
  }
  mkdirSync(building, { recursive: true });
  renameSync(building, target);
  return target;
}
