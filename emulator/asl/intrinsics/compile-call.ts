import type { Json } from '../json.ts';
import { Cursor } from '../paths/cursor.ts';
import { parsePath } from '../paths/parse-path.ts';
import type { Path } from '../paths/path.ts';
import { select } from '../paths/select.ts';
import type { Expression, Scope } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import { INTRINSICS, isIntrinsicName } from './index.ts';
import { IntrinsicError, type IntrinsicName } from './intrinsic.ts';

const NAME = /States\.([A-Za-z0-9]+)/y;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
/** Functions within functions. https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
const DEEPEST = 10;

type Argument = { readonly value: Json } | { readonly path: Path } | { readonly call: Call };
interface Call {
  readonly name: IntrinsicName;
  readonly args: readonly Argument[];
}

/**
 * `States.Format('{}', $.a)`, compiled.
 * @throws PathSyntaxError where it is no call of an intrinsic function
 */
export function compileCall(text: string): Expression {
  const cursor = new Cursor(text);
  const call = parseCall(cursor, 1);
  cursor.spaces();
  if (!cursor.done) throw cursor.error(`Unexpected '${cursor.peek()}'`);
  return { text, evaluate: (scope) => evaluate(call, text, scope) };
}

function parseCall(cursor: Cursor, depth: number): Call {
  cursor.spaces();
  const name = cursor.match(NAME).slice('States.'.length);
  if (!isIntrinsicName(name)) throw cursor.error('Expected an intrinsic function');
  if (depth > DEEPEST) throw cursor.error(`Functions are nested more than ${DEEPEST} deep`);
  cursor.spaces();
  cursor.expect('(');
  const args: Argument[] = [];
  cursor.spaces();
  if (cursor.take(')')) return { name, args };
  do {
    cursor.spaces();
    args.push(parseArgument(cursor, name, depth));
    cursor.spaces();
  } while (cursor.take(','));
  cursor.expect(')');
  return { name, args };
}

function parseArgument(cursor: Cursor, call: IntrinsicName, depth: number): Argument {
  const next = cursor.peek();
  if (next === "'") return { value: call === 'Format' ? rawText(cursor) : cursor.quoted() };
  if (next === '$') return { path: parsePath(pathText(cursor)) };
  if (next === 'S') return { call: parseCall(cursor, depth + 1) };
  const digits = cursor.match(NUMBER);
  if (digits !== '') return { value: Number(digits) };
  for (const [word, value] of WORDS) if (cursor.take(word)) return { value };
  throw cursor.error('Expected an argument');
}

/** A template of States.Format: only its escaped quotes are resolved; `\{` is the function's own. */
function rawText(cursor: Cursor): string {
  let value = '';
  for (cursor.at++; !cursor.done; cursor.at++) {
    const char = cursor.peek();
    if (char === "'") {
      cursor.at++;
      return value;
    }
    if (char === '\\' && cursor.peek(1) !== '') {
      cursor.at++;
      value += '{}\\'.includes(cursor.peek()) ? `\\${cursor.peek()}` : cursor.peek();
    } else value += char;
  }
  throw cursor.error('String is not closed');
}

/** A path as an argument: up to the `,` or `)` that stands outside its brackets. */
function pathText(cursor: Cursor): string {
  const start = cursor.at;
  for (let open = 0; !cursor.done; cursor.at++) {
    const char = cursor.peek();
    if (open > 0 && (char === "'" || char === '"')) {
      cursor.quoted();
      cursor.at--;
    } else if (char === '[') open++;
    else if (char === ']') open--;
    else if (open === 0 && (char === ',' || char === ')')) break;
  }
  return cursor.text.slice(start, cursor.at).trimEnd();
}

function evaluate(call: Call, text: string, scope: Scope): Json {
  try {
    return run(call, scope, text);
  } catch (error) {
    if (!(error instanceof IntrinsicError)) throw error;
    throw new StatesError('States.Runtime', `The function '${text}' had the following error: ${error.message}`);
  }
}

function run(call: Call, scope: Scope, text: string): Json {
  const args = call.args.map((argument): Json => {
    if ('value' in argument) return argument.value;
    if ('call' in argument) return run(argument.call, scope, text);
    return select(argument.path, scope, (_message, searched) => missing(argument.path, text, searched));
  });
  return INTRINSICS[call.name](args, scope.chance);
}

const missing = (path: Path, text: string, searched: Json): string =>
  `The function '${text}' had the following error: The JsonPath argument for the field '${path.text}' could not be found in the input '${JSON.stringify(searched)}'`;
