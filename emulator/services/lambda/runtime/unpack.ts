import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { AwsError } from '../../../core/aws-error.ts';

const UNZIPPED_LIMIT = 250 * 2 ** 20;

const invalid = (message: string, cause?: unknown): AwsError =>
  new AwsError('InvalidParameterValueException', message, { cause });

/** @throws AwsError `InvalidParameterValueException` where the bytes are no zip, an empty one, or too many when unpacked */
export function readZip(bytes: Uint8Array): Record<string, Uint8Array> {
  let size = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      // The sizes stand in the directory: what is too large is never unpacked.
      filter({ originalSize }) {
        size += originalSize;
        return size <= UNZIPPED_LIMIT;
      },
    });
  } catch (cause) {
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.', cause);
  }
  if (size > UNZIPPED_LIMIT) throw invalid(`Unzipped size must be smaller than ${UNZIPPED_LIMIT} bytes`);
  if (Object.keys(files).length === 0) throw invalid('Uploaded file must be a non-empty zip');
  return files;
}

/**
 * Node looks upwards for the manifest that tells a module's kind; it must not look further than the
 * folder of all functions. Other threads may be reading it: it appears whole and never changes.
 */
function endLookup(folder: string): void {
  const manifest = path.join(folder, 'package.json');
  if (existsSync(manifest)) return;
  writeFileSync(`${manifest}.part`, '{}\n');
  renameSync(`${manifest}.part`, manifest);
}

const nameOf = (sha256: string): string => Buffer.from(sha256, 'base64').toString('hex').slice(0, 32);

/** Removes what lies unpacked and is no longer any function's code. Nothing may be running. */
export function sweep(folder: string, used: readonly string[]): void {
  if (!existsSync(folder)) return;
  const names = new Set(used.map(nameOf));
  for (const name of readdirSync(folder))
    if (/^[0-9a-f]{32}/.test(name) && !names.has(name))
      rmSync(path.join(folder, name), { recursive: true, force: true });
}

/**
 * Unpacks a zip once per content; a crash in between leaves nothing half done under the final name.
 * @returns the folder, without symbolic links in its path
 */
export function unpack(bytes: Uint8Array, sha256: string, folder: string): string {
  const target = path.join(folder, nameOf(sha256));
  if (!existsSync(target)) {
    const building = `${target}.part`;
    rmSync(building, { recursive: true, force: true });
    mkdirSync(building, { recursive: true });
    endLookup(folder);
    for (const [name, data] of Object.entries(readZip(bytes))) {
      const file = path.join(building, name);
      // A name that climbs out of the folder is dropped, as unzip does.
      if (!file.startsWith(building + path.sep) || name.endsWith('/')) continue;
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, data);
    }
    renameSync(building, target);
  }
  return realpathSync(target);
}
