import { Cursor } from './cursor.ts';
import { parseFilter } from './parse-filter.ts';
import { CONTEXT, DATA, isDefinite, type Path, type Step } from './path.ts';

const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const DOTTED = /[^.[\s]+/y;
/** In a filter a dotted name also ends where an operator or the filter's end may follow. */
const DOTTED_IN_FILTER = /[^.[\s()=!<>&|,\]]+/y;
const INTEGER = /-?\d+/y;

/** @throws PathSyntaxError */
export function parsePath(text: string): Path {
  const cursor = new Cursor(text);
  cursor.expect('$');
  const root = cursor.take('$') ? CONTEXT : cursor.match(NAME) || DATA;
  const steps = parseSteps(cursor, DOTTED);
  if (!cursor.done) throw cursor.error(`Unexpected '${cursor.peek()}'`);
  return { text, root, steps, definite: steps.every(isDefinite) };
}

/** The steps up to the first character that cannot go on with a path. */
function parseSteps(cursor: Cursor, name: RegExp): Step[] {
  const steps: Step[] = [];
  const next = (): Step => (cursor.peek() === '[' ? bracketed(cursor) : dotted(cursor, name));
  for (;;) {
    if (cursor.take('..')) {
      steps.push({ kind: 'descent' }, next());
    } else if (cursor.take('.')) {
      steps.push(next());
    } else if (cursor.peek() === '[') steps.push(next());
    else return steps;
  }
}

function dotted(cursor: Cursor, pattern: RegExp): Step {
  if (cursor.take('*')) return { kind: 'wildcard' };
  const name = cursor.match(pattern);
  if (name === '') throw cursor.error(cursor.done ? "Path must not end with a '.' or '..'" : 'Expected a name');
  return { kind: 'names', names: [name] };
}

function bracketed(cursor: Cursor): Step {
  cursor.expect('[');
  cursor.spaces();
  const step = bracketContent(cursor);
  cursor.spaces();
  cursor.expect(']');
  return step;
}

function bracketContent(cursor: Cursor): Step {
  const next = cursor.peek();
  if (next === '*') {
    cursor.at++;
    return { kind: 'wildcard' };
  }
  if (next === '?') {
    cursor.at++;
    return { kind: 'filter', filter: parseFilter(cursor, (inner) => parseSteps(inner, DOTTED_IN_FILTER)) };
  }
  if (next === "'" || next === '"') return { kind: 'names', names: list(cursor, () => cursor.quoted()) };
  return numeric(cursor);
}

function numeric(cursor: Cursor): Step {
  const first = cursor.match(INTEGER);
  if (cursor.take(':')) {
    const last = cursor.match(INTEGER);
    if (first === '' && last === '') throw cursor.error('A slice needs a start or an end');
    return {
      kind: 'slice',
      ...(first === '' ? {} : { from: Number(first) }),
      ...(last === '' ? {} : { to: Number(last) }),
    };
  }
  if (first === '') throw cursor.error("Expected a quoted name, an index, a slice, '*' or a filter");
  cursor.at -= first.length;
  const indexes = list(cursor, () => {
    const digits = cursor.match(INTEGER);
    if (digits === '') throw cursor.error('Expected an index');
    return Number(digits);
  });
  return { kind: 'indexes', indexes };
}

function list<T>(cursor: Cursor, item: () => T): T[] {
  const items = [item()];
  for (cursor.spaces(); cursor.take(','); cursor.spaces()) {
    cursor.spaces();
    items.push(item());
  }
  return items;
}
