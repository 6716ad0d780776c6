/** The error names that Step Functions itself reports. */
export type StatesErrorName =
  | 'States.BranchFailed'
  | 'States.DataLimitExceeded'
  | 'States.ExceedToleratedFailureThreshold'
  | 'States.HeartbeatTimeout'
  | 'States.IntrinsicFailure'
  | 'States.ItemReaderFailed'
  | 'States.NoChoiceMatched'
  | 'States.ParameterPathFailure'
  | 'States.Permissions'
  | 'States.QueryEvaluationError'
  | 'States.ResultPathMatchFailure'
  | 'States.ResultWriterFailed'
  | 'States.Runtime'
  | 'States.TaskFailed'
  | 'States.Timeout';

/**
 * A failure of a state, as Step Functions reports it. `message` is the bare cause: the interpreter puts
 * "An error occurred while executing the state 'X' (entered at the event id #N). " before it where AWS does.
 */
export class StatesError extends Error {
  readonly error: StatesErrorName;
  /** The field that was evaluated, such as `Output/result`: JSONata only, for the event `EvaluationFailed`. */
  readonly location: string | undefined;

  constructor(error: StatesErrorName, cause: string, location?: string) {
    super(cause);
    this.name = 'StatesError';
    this.error = error;
    this.location = location;
  }
}

/** What a Retry or Catch sees of a failure, and what `$states.errorOutput` holds. */
export interface ErrorOutput {
  readonly Error?: string;
  readonly Cause?: string;
}
