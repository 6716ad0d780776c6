import path from 'node:path';
import standalone from 'ajv/dist/standalone/index.js';
import { catalogue } from '../../lib/contracts/catalogue.ts';
import type { JsonObject } from '../../lib/json.ts';
import { requestSchemas } from '../../lib/requests/request-schemas.ts';
import { schemaCompiler } from '../../lib/validation/schema-compiler.ts';

const lib = path.join(import.meta.dirname, '../../lib');

const ANNOTATIONS = new Set(['description', 'examples', '$schema']);

/** What a validator needs of a schema. A property may be called "description": only values of strings and lists go. */
const bare = (schema: JsonObject): JsonObject =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      ANNOTATIONS.has(key) && (typeof value !== 'object' || Array.isArray(value)) ? undefined : value,
    ),
  );

/** Source of an ES module that exports `name`: an object of compiled validators. */
function validatorsModule(name: string, schemas: readonly (readonly [string, JsonObject])[]): string {
  const ajv = schemaCompiler();
  const exported = new Map<string, string>();
  for (const [key, schema] of schemas) {
    ajv.addSchema(bare(schema));
    exported.set(key, `v${exported.size}`);
  }
  const code = standalone.default(
    ajv,
    Object.fromEntries(schemas.map(([key, schema]) => [exported.get(key), schema.$id])),
  );
  const entries = [...exported].map(([key, variable]) => `${JSON.stringify(key)}:${variable}`);
  return `${code}\nexport const ${name} = {${entries.join(',')}};\n`;
}

const constant = (name: string, value: unknown): string => `export const ${name} = ${JSON.stringify(value)};\n`;

/** What stands in a bundle in the place of each module that reads files or compiles schemas. By path. */
export const precompiledModules = (): ReadonlyMap<string, string> =>
  new Map<string, string>([
    [path.join(lib, 'contracts/catalogue.ts'), constant('catalogue', catalogue)],
    [path.join(lib, 'requests/request-schemas.ts'), constant('requestSchemas', requestSchemas)],
    [
      path.join(lib, 'contracts/contract-validators.ts'),
      validatorsModule(
        'contractValidators',
        catalogue.map((c) => [c.type, c.schema]),
      ) + constant('contractIds', Object.fromEntries(catalogue.map((c) => [c.type, c.schema.$id]))),
    ],
    [
      path.join(lib, 'requests/request-validators.ts'),
      validatorsModule('requestValidators', Object.entries(requestSchemas)),
    ],
  ]);
