import { EVERY, type Step } from './json-path.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const SPACE = 0x20;

const isSpace = (code: number): boolean => code <= SPACE;

const skipSpace = (json: string, at: number): number => {
  let i = at;
  while (isSpace(json.charCodeAt(i))) i++;
  return i;
};

const skipString = (json: string, at: number): number => {
  let i = at + 1;
  for (let code = json.charCodeAt(i); code !== QUOTE; code = json.charCodeAt(i)) i += code === BACKSLASH ? 2 : 1;
  return i + 1;
};

/** The index behind the value that begins at `at`. */
function skipValue(json: string, at: number): number {
  const first = json.charCodeAt(at);
  if (first === QUOTE) return skipString(json, at);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    let i = at;
    for (let code = first; i < json.length; code = json.charCodeAt(++i))
      if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isSpace(code)) break;
    return i;
  }
  let depth = 0;
  let i = at;
  do {
    const code = json.charCodeAt(i);
    if (code === QUOTE) {
      i = skipString(json, i);
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
    i++;
  } while (depth > 0);
  return i;
}

function member(json: string, at: number, key: string): number {
  let found = -1;
  let i = skipSpace(json, at + 1);
  while (json.charCodeAt(i) !== CLOSE_BRACE) {
    const end = skipString(json, i);
    const name = json.slice(i + 1, end - 1);
    const value = skipSpace(json, skipSpace(json, end) + 1);
    // Of a key that is there twice the last counts, as for every JSON parser that AWS uses.
    if (name === key || (name.includes('\\') && JSON.parse(`"${name}"`) === key)) found = value;
    i = skipSpace(json, skipValue(json, value));
    if (json.charCodeAt(i) === COMMA) i = skipSpace(json, i + 1);
  }
  return found;
}

function* elements(json: string, at: number): Generator<number> {
  let i = skipSpace(json, at + 1);
  while (json.charCodeAt(i) !== CLOSE_BRACKET) {
    yield i;
    i = skipSpace(json, skipValue(json, i));
    if (json.charCodeAt(i) === COMMA) i = skipSpace(json, i + 1);
  }
}

function element(json: string, at: number, index: number): number {
  let count = 0;
  for (const start of elements(json, at)) if (count++ === index) return start;
  return -1;
}

function sliceFrom(json: string, start: number, steps: readonly Step[]): string | undefined {
  let at = start;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    const first = json.charCodeAt(at);
    if (step === EVERY) {
      if (first !== OPEN_BRACKET) return undefined;
      const rest = steps.slice(i + 1);
      const found = [...elements(json, at)].map((element) => sliceFrom(json, element, rest));
      return `[${found.filter((value) => value !== undefined).join(',')}]`;
    }
    if (typeof step === 'string') at = first === OPEN_BRACE ? member(json, at, step) : -1;
    else if (typeof step === 'number') at = first === OPEN_BRACKET ? element(json, at, step) : -1;
    if (at < 0) return undefined;
  }
  return json.slice(at, skipValue(json, at));
}

/**
 * The part of a JSON text that a path names, as it stands there: numbers keep all their digits,
 * and nothing but the way to the value is read.
 * @param json valid JSON
 * @returns undefined where there is no such part
 */
export const sliceAt = (json: string, steps: readonly Step[]): string | undefined =>
  sliceFrom(json, skipSpace(json, 0), steps);
