import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../json.ts';

const folder = path.join(import.meta.dirname, 'schemas');

/** Every schema in `lib/requests/schemas/`, by file name. Replaced by the schemas themselves in bundles. */
export const requestSchemas: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => [path.basename(file, '.json'), JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]),
);
