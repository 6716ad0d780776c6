/** A path that is not in Step Functions' JSONPath. The definition is refused. */
export class PathSyntaxError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PathSyntaxError';
  }
}

/** A path that finds nothing in a value. `message` is AWS's, such as `No results for path: $['a']`. */
export class PathNotFoundError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PathNotFoundError';
  }
}
