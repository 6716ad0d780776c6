/** What the wire layer needs beyond code and message; all of it is optional. */
export interface AwsErrorOptions {
  /** HTTP status. Left out: what the service's model says for this error, else 400. */
  readonly status?: number;
  /** Further members of the error's shape, such as `ResourceName` or `Type`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * An error as AWS words it. It knows no protocol: the codecs in `wire/` write it.
 * `code` is the name of the error's shape in the model, such as `ResourceNotFoundException`;
 * where the wire uses another code (`NoSuchEntity` for `NoSuchEntityException`) the codec translates.
 */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number | undefined;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status;
    this.fields = options.fields ?? {};
  }
}

export const isAwsError = (error: unknown, code?: string): error is AwsError =>
  error instanceof AwsError && (code === undefined || error.code === code);
