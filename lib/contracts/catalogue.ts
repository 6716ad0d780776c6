import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contract } from './contract.ts';

const folder = path.join(import.meta.dirname, '../../events');

/**
 * Every contract in `events/`, by file name. The bundler puts the contracts themselves in the place of
 * this module (`tools/bundle/precompiled-modules.ts`), so that a function reads no file.
 */
export const catalogue: readonly Contract[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Contract);
