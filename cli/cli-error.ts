/**
 * The command was not done. `next` says what to do about it.
 * Exit codes: 1 it failed or found something wrong, 2 it was called wrongly.
 */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly next: string;
  readonly exitCode: 1 | 2;

  constructor(message: string, next: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.next = next;
    this.exitCode = exitCode;
  }
}
