/**
 * A pattern that EventBridge refuses. The message is the reason as AWS words it, after
 * "Event pattern is not valid. Reason: "; where AWS names the place in the pattern, further lines follow.
 */
export class PatternError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PatternError';
  }
}

/** A pattern that breaks the grammar, at a place in its text. */
export class PatternSyntaxError extends PatternError {
  /** `[Source: (String)"…"; line: 1, column: 8]` */
  readonly place: string;

  constructor(reason: string, place: string) {
    super(`${reason}\n at ${place}`);
    this.place = place;
  }
}
