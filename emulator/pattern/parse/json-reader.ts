import { PatternSyntaxError } from '../pattern-error.ts';

export type Token = '{' | '}' | '[' | ']' | 'name' | 'string' | 'number' | 'true' | 'false' | 'null' | 'end';

/** An open object or array. */
interface Open {
  readonly close: '}' | ']';
  readonly at: number;
  /** How many entries have begun. */
  entries: number;
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}\p{N}_$]+/uy;
const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};
/** Half a surrogate pair counts as a question mark, as in Java. */
const HALF_PAIR = /\p{Surrogate}/gu;
/** Objects and arrays in one another. */
const DEEPEST = 1_000;
const TOO_DEEP = `Document nesting depth (${DEEPEST + 1}) exceeds the maximum allowed (${DEEPEST}, from \`StreamReadConstraints.getMaxNestingDepth()\`)`;
/** How much of its source an error shows. */
const SHOWN = 500;

/**
 * Reads JSON token by token. Unlike `JSON.parse` it keeps what EventBridge sees: the same key twice, and numbers as
 * written. Errors are worded as by Jackson, the parser behind EventBridge, with the place in the source.
 */
export class JsonReader {
  readonly #source: string;
  readonly #open: Open[] = [];
  #at = 0;
  #named = false;
  /** The token's text: a string's or name's value, a number as written, else the token itself. */
  text = '';

  constructor(source: string) {
    this.#source = source;
  }

  /** @throws PatternError where the source is no JSON */
  next(): Token {
    this.#skipSpace();
    const open = this.#open.at(-1);
    if (open === undefined || this.#named) return this.#value();
    const character = this.#source[this.#at];
    if (character === undefined) this.#failAtEnd(open);
    if (character === '}' || character === ']') return this.#close(open, character);
    if (open.entries++ > 0) this.#expect(',', `was expecting comma to separate ${kindOf(open)} entries`);
    return open.close === '}' ? this.#name() : this.#value();
  }

  /** Ends the reading: nothing but space may follow. */
  end(): void {
    this.#skipSpace();
    if (this.#at < this.#source.length) this.#failUnexpected('expected end of input');
  }

  /** The place of what is unexpected is where it begins. */
  fail(reason: string): never {
    throw new PatternSyntaxError(reason, this.#place(this.#at));
  }

  #name(): Token {
    if (this.#source[this.#at] !== '"') this.#failUnexpected('was expecting double-quote to start field name');
    this.text = this.#string('name');
    this.#skipSpace();
    this.#expect(':', 'was expecting a colon to separate field name and value');
    this.#named = true;
    return 'name';
  }

  #value(): Token {
    this.#named = false;
    const character = this.#source[this.#at];
    if (character === undefined) {
      const open = this.#open.at(-1);
      if (open !== undefined) this.#failAtEnd(open);
      this.text = '';
      return 'end';
    }
    if (character === '{' || character === '[') {
      if (this.#open.length === DEEPEST) this.fail(TOO_DEEP);
      this.#open.push({ close: character === '{' ? '}' : ']', at: this.#at++, entries: 0 });
      this.text = character;
      return character;
    }
    if (character === '"') {
      this.text = this.#string('string value');
      return 'string';
    }
    return character === '-' || (character >= '0' && character <= '9') ? this.#number() : this.#word();
  }

  #close(open: Open, character: '}' | ']'): Token {
    if (open.close !== character) {
      this.fail(
        `Unexpected close marker '${character}': expected '${open.close}' (for ${kindOf(open)} starting at ${this.#place(open.at)})`,
      );
    }
    this.#open.pop();
    this.#at++;
    this.text = character;
    return character;
  }

  #string(where: string): string {
    let value = '';
    for (this.#at++; ; this.#at++) {
      const character = this.#source[this.#at];
      if (character === undefined)
        this.fail(`Unexpected end-of-input in ${where === 'name' ? 'field name' : 'VALUE_STRING'}`);
      if (character === '"') break;
      if (character < ' ') {
        const code = character.charCodeAt(0);
        this.fail(
          `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in ${where}`,
        );
      }
      value += character === '\\' ? this.#escape() : character;
    }
    this.#at++;
    return value.replace(HALF_PAIR, '?');
  }

  #escape(): string {
    const character = this.#source[++this.#at] ?? '';
    if (character !== 'u') {
      return ESCAPES[character] ?? this.fail(`Unrecognized character escape ${quoted(character)}`);
    }
    const code = this.#source.slice(this.#at + 1, this.#at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(code)) {
      const wrong = [...code].find((digit) => !/[0-9a-fA-F]/.test(digit)) ?? '"';
      this.fail(`Unexpected character (${quoted(wrong)}): expected a hex-digit for character escape sequence`);
    }
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  #number(): Token {
    NUMBER.lastIndex = this.#at;
    const text = NUMBER.exec(this.#source)?.[0];
    if (text === undefined) {
      this.#at++;
      this.#failUnexpected('expected digit (0-9) to follow minus sign, for valid numeric value');
    }
    this.#at += text.length;
    const following = this.#source[this.#at];
    if (following !== undefined && /[\d.eE]/.test(following)) {
      if (text.endsWith('0') && /\d/.test(following)) this.fail('Invalid numeric value: Leading zeroes not allowed');
      this.#at++;
      this.#failUnexpected('Decimal point not followed by a digit');
    }
    this.text = text;
    return 'number';
  }

  #word(): Token {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#source)?.[0];
    if (word === undefined) this.#failUnexpected(`expected a valid value ${VALUES}`);
    if (word !== 'true' && word !== 'false' && word !== 'null') {
      this.fail(`Unrecognized token '${word}': was expecting ${VALUES}`);
    }
    this.#at += word.length;
    this.text = word;
    return word;
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#source);
    this.#at = SPACE.lastIndex;
  }

  #expect(character: string, expectation: string): void {
    if (this.#source[this.#at] !== character) this.#failUnexpected(expectation);
    this.#at++;
    this.#skipSpace();
  }

  #failUnexpected(expectation: string): never {
    const character = this.#source[this.#at];
    const open = this.#open.at(-1);
    if (character === undefined && open !== undefined) this.#failAtEnd(open);
    this.fail(`Unexpected character (${quoted(character ?? '')}): ${expectation}`);
  }

  #failAtEnd(open: Open): never {
    this.fail(
      `Unexpected end-of-input: expected close marker for ${kindOf(open)} (start marker at ${this.#place(open.at)})`,
    );
  }

  /** Jackson's name of a place. */
  #place(at: number): string {
    const before = this.#source.slice(0, at).split('\n');
    const more = this.#source.length - SHOWN;
    const shown = `"${this.#source.slice(0, SHOWN)}"${more > 0 ? `[truncated ${more} chars]` : ''}`;
    return `[Source: (String)${shown}; line: ${before.length}, column: ${(before.at(-1)?.length ?? 0) + 1}]`;
  }
}

const kindOf = (open: Open) => (open.close === '}' ? 'Object' : 'Array');
const quoted = (character: string) => `'${character}' (code ${character.codePointAt(0) ?? 0})`;
