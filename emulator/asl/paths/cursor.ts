import { PathSyntaxError } from './path-error.ts';

/** A place in the text of a path, for the parsers. */
export class Cursor {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character, or the empty string at the end. */
  peek(offset = 0): string {
    return this.text.charAt(this.at + offset);
  }

  /** Goes past `expected` if it is next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** Goes past what matches `pattern` here (a sticky expression); empty if nothing does. */
  match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  expect(expected: string): void {
    if (!this.take(expected)) throw this.error(`Expected '${expected}'`);
  }

  spaces(): void {
    while (this.peek() === ' ') this.at++;
  }

  /** A quoted string, with its quote next. A backslash takes the following character as it is. */
  quoted(): string {
    const quote = this.peek();
    let value = '';
    for (this.at++; !this.done; this.at++) {
      const char = this.peek();
      if (char === quote) {
        this.at++;
        return value;
      }
      if (char === '\\') this.at++;
      value += this.peek();
    }
    throw this.error('String is not closed');
  }

  error(message: string): PathSyntaxError {
    return new PathSyntaxError(`${message} at position ${this.at} of '${this.text}'`);
  }
}
