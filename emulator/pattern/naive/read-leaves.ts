import { JsonReader, type Token } from '../parse/json-reader.ts';
import { comparableMicros } from '../values/decimal.ts';

/** A value of the event that is neither object nor array. */
export type Value =
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly micros: number }
  | { readonly kind: 'literal'; readonly text: string };

/** A value and the elements of arrays that it lies in: the index by the number of the array. */
export interface Leaf {
  readonly path: string;
  readonly value: Value;
  readonly elements: ReadonlyMap<number, number>;
}

/** All values of an event, in order. No leaf: the event is no object or has no values. */
export function readLeaves(eventJson: string): Leaf[] {
  const reader = new JsonReader(eventJson);
  const leaves: Leaf[] = [];
  let arrays = 0;

  function readObject(path: readonly string[], elements: ReadonlyMap<number, number>): void {
    while (reader.next() !== '}') {
      const inner = [...path, reader.text];
      readValue(reader.next(), inner, elements, elements);
    }
  }

  function readArray(path: readonly string[], elements: ReadonlyMap<number, number>): void {
    const array = arrays++;
    let index = 0;
    for (let token = reader.next(); token !== ']'; token = reader.next(), index++) {
      readValue(token, path, elements, new Map(elements).set(array, index));
    }
  }

  /** Only objects and arrays in an array tie what they hold to their place; plain values do not. */
  function readValue(
    token: Token,
    path: readonly string[],
    elements: ReadonlyMap<number, number>,
    inside: ReadonlyMap<number, number>,
  ): void {
    if (token === '{') readObject(path, inside);
    else if (token === '[') readArray(path, inside);
    else leaves.push({ path: path.join('.'), value: toValue(token, reader.text), elements });
  }

  if (reader.next() === '{') readObject([], new Map());
  return leaves;
}

function toValue(token: Token, text: string): Value {
  if (token === 'string') return { kind: 'string', text };
  return token === 'number' ? { kind: 'number', text, micros: comparableMicros(text) } : { kind: 'literal', text };
}
