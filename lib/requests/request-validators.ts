import { schemaCompiler } from '../validation/schema-compiler.ts';
import type { Validator } from '../validation/validator.ts';
import { requestSchemas } from './request-schemas.ts';

const compiler = schemaCompiler();

/** The validator of every request schema, by name; compiled ahead of time in bundles, as the contracts are. */
export const requestValidators: Readonly<Record<string, Validator>> = Object.fromEntries(
  Object.entries(requestSchemas).map(([name, schema]) => [name, compiler.compile(schema)]),
);
