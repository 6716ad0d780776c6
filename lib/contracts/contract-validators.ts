import { schemaCompiler } from '../validation/schema-compiler.ts';
import type { Validator } from '../validation/validator.ts';
import { catalogue } from './catalogue.ts';

const compiler = schemaCompiler();

/**
 * The validator of every event type's data. The bundler puts code compiled ahead of time in the place of
 * this module (`tools/bundle/precompiled-modules.ts`), so that no function carries or runs a compiler.
 */
export const contractValidators: Readonly<Record<string, Validator>> = Object.fromEntries(
  catalogue.map((contract) => [contract.type, compiler.compile(contract.schema)]),
);

/** What `dataschema` says, by event type. */
export const contractIds: Readonly<Record<string, string>> = Object.fromEntries(
  catalogue.map((contract) => [contract.type, contract.schema.$id]),
);
