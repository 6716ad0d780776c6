import { createHash } from 'node:crypto';
import { HASHES } from '../intrinsics/hash.ts';
import { javaRandom } from '../java-random.ts';
import type { Chance } from '../scope.ts';

/** One of the functions Step Functions adds to JSONata, with the signature jsonata checks its arguments by. */
export interface JsonataFunction {
  readonly name: string;
  readonly signature: string;
  call(chance: Chance, ...args: never[]): unknown;
}

/** An error with one of jsonata's codes. */
export class JsonataFunctionError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 * An argument that is undefined makes the result undefined, as in jsonata's own functions.
 */
export const FUNCTIONS: readonly JsonataFunction[] = [
  { name: 'partition', signature: '<an:a>', call: (_chance, items: unknown[], size: number) => partition(items, size) },
  {
    name: 'range',
    signature: '<nnn:a<n>>',
    call: (_chance, first: number, last: number, step: number) => range(first, last, step),
  },
  { name: 'hash', signature: '<ss:s>', call: (_chance, text: string, algorithm: string) => hash(text, algorithm) },
  {
    name: 'random',
    signature: '<n?:n>',
    call: (chance, seed?: number) => (seed === undefined ? chance.random() : javaRandom(seed)),
  },
  { name: 'uuid', signature: '<:s>', call: (chance) => chance.uuid() },
  { name: 'parse', signature: '<s:x>', call: (_chance, text: string) => parse(text) },
];

/** Fractions are cut off. Nothing to give is undefined, as is a size of zero. */
function partition(items: unknown[] | undefined, size: number | undefined): unknown {
  if (items === undefined || size === undefined) return undefined;
  const length = Math.trunc(size);
  if (length < 0) throw new JsonataFunctionError('D3141', 'The size of a partition must not be negative');
  if (length === 0 || items.length === 0) return undefined;
  const pieces: unknown[] = [];
  for (let start = 0; start < items.length; start += length) pieces.push(items.slice(start, start + length));
  return pieces;
}

/** Both ends included where the step lands on them. A sequence: a single number is the number itself. */
function range(first: number | undefined, last: number | undefined, step: number | undefined): unknown {
  if (first === undefined || last === undefined || step === undefined) return undefined;
  const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
  if (by === 0) return undefined;
  const length = Math.max(0, Math.floor((to - from) / by) + 1);
  if (length > MEMORY_BYTES / 8) throw new MemoryLimitError();
  return Object.assign(
    Array.from({ length }, (_, i) => from + i * by),
    { sequence: true },
  );
}

function hash(text: string | undefined, algorithm: string | undefined): unknown {
  if (text === undefined || algorithm === undefined) return undefined;
  const name = HASHES.get(algorithm);
  if (name === undefined) throw new JsonataFunctionError('D3141', `Unsupported hash algorithm: ${algorithm}`);
  return createHash(name).update(text, 'utf8').digest('hex');
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JsonataFunctionError('D3141', 'The argument of the parse function is not JSON');
  }
}

/** What one value of an evaluation may hold: 873,782 numbers, as measured on AWS, of eight bytes. */
export const MEMORY_BYTES = 873_782 * 8;

export class MemoryLimitError extends Error {
  constructor() {
    super('Expression evaluation memory limit exceeded: Check for excessive memory usage');
  }
}
