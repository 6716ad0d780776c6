import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import { StatesError } from '../states-error.ts';

const NOT_ITERABLE = 'Attempting to map over non-iterable node.';
const failed = (cause: string): StatesError => new StatesError('States.ItemReaderFailed', cause);

/**
 * The items of a JSON text: of its array, item by item as the text comes in, or the entries of its object.
 * `pointer` leads to an array inside it, such as `/data/items`; the text is then read as a whole.
 * @throws StatesError States.ItemReaderFailed
 */
export async function* jsonArray(text: AsyncIterable<string>, pointer?: string): AsyncGenerator<Json> {
  const chunks = text[Symbol.asyncIterator]();
  let first = '';
  let next = await chunks.next();
  for (; !next.done; next = await chunks.next()) {
    first += next.value;
    if (first.trim() !== '') break;
  }
  const rest = { [Symbol.asyncIterator]: () => chunks };
  if (pointer === undefined && first.trimStart().startsWith('[')) {
    yield* itemsInside(first.slice(first.indexOf('[') + 1), rest);
    return;
  }
  let whole = first;
  for await (const chunk of rest) whole += chunk;
  yield* wholeItems(find(parse(whole), pointer));
}

function* wholeItems(value: Json): Generator<Json> {
  if (isJsonArray(value)) yield* value;
  else if (isJsonObject(value)) for (const [Key, Value] of Object.entries(value)) yield { Key, Value };
  else throw failed(NOT_ITERABLE);
}

/** Cuts the text after a `[` at the commas that stand outside of texts and inner structures. */
async function* itemsInside(first: string, rest: AsyncIterable<string>): AsyncGenerator<Json> {
  const state = { depth: 0, inText: false, escaped: false, ended: false };
  let item = '';
  let count = 0;
  const take = (): Json => {
    const value = parse(item);
    item = '';
    count++;
    return value;
  };
  const chunks = async function* (): AsyncGenerator<string> {
    yield first;
    yield* rest;
  };
  for await (const chunk of chunks()) {
    let start = 0;
    for (let i = 0; i < chunk.length; i++) {
      const cut = step(state, chunk.charCodeAt(i));
      if (cut === 'no') continue;
      item += chunk.slice(start, i);
      start = i + 1;
      if (cut === 'end') {
        if (item.trim() !== '' || count > 0) yield take();
        item = '';
        break;
      }
      yield take();
    }
    if (state.ended) {
      if (chunk.slice(start).trim() !== '') throw failed('The JSON text does not end with its array');
      start = chunk.length;
    }
    item += chunk.slice(start);
  }
  if (!state.ended) throw failed('The JSON array is not closed');
}

interface Scan {
  depth: number;
  inText: boolean;
  escaped: boolean;
  ended: boolean;
}

const [QUOTE, BACKSLASH, COMMA, OPEN, CLOSE, OPEN_OBJECT, CLOSE_OBJECT] = Array.from('"\\,[]{}', (char) =>
  char.charCodeAt(0),
);

function step(scan: Scan, char: number): 'no' | 'item' | 'end' {
  if (scan.inText) {
    if (scan.escaped) scan.escaped = false;
    else if (char === BACKSLASH) scan.escaped = true;
    else if (char === QUOTE) scan.inText = false;
    return 'no';
  }
  if (char === QUOTE) scan.inText = true;
  else if (char === OPEN || char === OPEN_OBJECT) scan.depth++;
  else if (char === CLOSE && scan.depth === 0) {
    scan.ended = true;
    return 'end';
  } else if (char === CLOSE || char === CLOSE_OBJECT) scan.depth--;
  else if (char === COMMA && scan.depth === 0) return 'item';
  return 'no';
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw failed(`The JSON text cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function find(value: Json, pointer = ''): Json {
  let found: Json | undefined = value;
  for (const step of pointer.split('/').filter((part) => part !== '')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    found = isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    if (found === undefined) throw failed(`The ItemsPointer '${pointer}' finds nothing`);
  }
  return found;
}
