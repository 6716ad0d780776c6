const QUOTE = 0x22;
const COMMA = 0x2c;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const LIST = 0x5b;
const OBJECT = 0x7b;
/** `]` is so much after `[`, and `}` after `{`. */
const TO_END = 2;
const OBJECT_END = OBJECT + TO_END;

/** Escapes and control characters: a string without them ends at the next quotation mark. */
const AWKWARD = /[^\u0020-\u005b\u005d-\uffff]/;
const WORDS = ['true', 'false', 'null'];

/** @returns where the text goes on after the string that begins at `at`; 0: it does not end */
const afterString = (text: string, at: number): number => text.indexOf('"', at + 1) + 1;

/** @returns where the text goes on after a key and its colon; 0: there is none */
function afterKey(text: string, at: number): number {
  if (text.charCodeAt(at) !== QUOTE) return 0;
  const colon = afterString(text, at);
  return colon !== 0 && text.charCodeAt(colon) === COLON ? colon + 1 : 0;
}

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

/** @returns where the text goes on after a number of digits and at most one point, or a word; 0: it is neither */
function afterScalar(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  if (end === at) return at + (WORDS.find((word) => text.startsWith(word, at))?.length ?? -at);
  if (end > at + 1 && text.charCodeAt(at) === ZERO) return 0;
  if (text.charCodeAt(end) !== POINT) return end;
  const fraction = ++end;
  while (isDigit(text.charCodeAt(end))) end++;
  return end === fraction ? 0 : end;
}

/**
 * Whether a text is surely the JSON of an object without white space between its tokens. It reads what most events
 * are made of, in half the time of `JSON.parse` and without leaving anything behind to be swept.
 * @returns false where it is not, and where it is but holds escapes, white space, negative numbers or exponents: ask `JSON.parse`
 */
export function isPlainObject(text: string): boolean {
  if (text.charCodeAt(0) !== OBJECT || AWKWARD.test(text)) return false;
  /** The characters that end what is open, from the outside in. */
  const ends: number[] = [];
  let at = 0;
  for (;;) {
    const first = text.charCodeAt(at);
    if (first === OBJECT || first === LIST) {
      at++;
      if (text.charCodeAt(at) !== first + TO_END) {
        ends.push(first + TO_END);
        if (first === OBJECT) at = afterKey(text, at);
        if (at === 0) return false;
        continue;
      }
      at++;
    } else at = first === QUOTE ? afterString(text, at) : afterScalar(text, at);
    if (at === 0) return false;
    let next = text.charCodeAt(at++);
    for (; ends.length > 0 && next === ends.at(-1); next = text.charCodeAt(at++)) ends.pop();
    if (ends.length === 0) return at > text.length;
    if (next !== COMMA) return false;
    if (ends.at(-1) === OBJECT_END) at = afterKey(text, at);
    if (at === 0) return false;
  }
}
