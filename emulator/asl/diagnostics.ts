export type Severity = 'ERROR' | 'WARNING';

/** One finding, as ValidateStateMachineDefinition gives it. */
export interface Diagnostic {
  readonly severity: Severity;
  /** Such as `SCHEMA_VALIDATION_FAILED`, `MISSING_TRANSITION_TARGET` or `INVALID_JSON_DESCRIPTION`. */
  readonly code: string;
  readonly message: string;
  /** A slash-separated path into the definition, such as `/States/X/Next`. */
  readonly location?: string;
}

/** A definition that CreateStateMachine refuses with `InvalidDefinition`; `message` is AWS's. */
export class DefinitionError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(invalidDefinition(diagnostics));
    this.name = 'DefinitionError';
    this.diagnostics = diagnostics;
  }
}

/**
 * The message of `InvalidDefinition`: `Invalid State Machine Definition: 'CODE: message at /States/X, …'`.
 * Where a finding has no location AWS writes `at null`.
 */
export function invalidDefinition(diagnostics: readonly Diagnostic[]): string {
  const findings = diagnostics
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location ?? null}`);
  return `Invalid State Machine Definition: '${findings.join(', ')}'`;
}
