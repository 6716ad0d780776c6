import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/**
 * The one way a schema of ours becomes a validator, at build time and in tests alike.
 * Strict: a schema with an unknown keyword or format does not compile.
 */
export function schemaCompiler(): Ajv2020 {
  const ajv = new Ajv2020({
    discriminator: true,
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    code: { source: true, esm: true, lines: false },
  });
  addFormats.default(ajv, ['date-time', 'email', 'uri']);
  return ajv;
}
