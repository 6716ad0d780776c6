import type { Diagnostic, Severity } from '../diagnostics.ts';
import type { JsonObject } from '../json.ts';

/** Collects what is wrong with a definition. Locations are slash-separated paths such as `/States/A/Next`. */
export class Findings {
  readonly all: Diagnostic[] = [];

  error(code: string, message: string, location?: string): void {
    this.#add('ERROR', code, message, location);
  }

  /** The common case: SCHEMA_VALIDATION_FAILED. */
  schema(message: string, location: string): void {
    this.error('SCHEMA_VALIDATION_FAILED', message, location);
  }

  warning(code: string, message: string, location: string): void {
    this.#add('WARNING', code, message, location);
  }

  get failed(): boolean {
    return this.all.some(({ severity }) => severity === 'ERROR');
  }

  #add(severity: Severity, code: string, message: string, location: string | undefined): void {
    this.all.push({ severity, code, message, ...(location === undefined ? {} : { location }) });
  }
}

/** Refuses that more than one of the fields is there, and with `needed` that none is. */
export function oneOf(
  findings: Findings,
  object: JsonObject,
  location: string,
  fields: readonly string[],
  needed: boolean,
): void {
  const there = fields.filter((field) => Object.hasOwn(object, field));
  const list = `[${fields.join(', ')}]`;
  if (there.length > 1) findings.schema(`There should only be one of the following fields: ${list}`, location);
  if (needed && there.length === 0) findings.schema(`There should be one of the following fields: ${list}`, location);
}
