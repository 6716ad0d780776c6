import fc from 'fast-check';
import { DefinitionError, parseDefinition, StatesError, validate } from '../../../../emulator/asl/index.ts';
import { compileCall } from '../../../../emulator/asl/intrinsics/compile-call.ts';
import { parsePath } from '../../../../emulator/asl/paths/parse-path.ts';
import { PathNotFoundError, PathSyntaxError } from '../../../../emulator/asl/paths/path-error.ts';
import { readPath } from '../../../../emulator/asl/paths/read-path.ts';
import { scope } from './support.ts';

const PATH_PIECES = [
  '$',
  '$$',
  '.',
  '..',
  '[',
  ']',
  "'",
  '"',
  '*',
  '?',
  '(',
  ')',
  '@',
  'a',
  'b',
  '0',
  '-1',
  ':',
  ',',
  '==',
  '&&',
  '!',
  ' ',
  '\\',
];
const CALL_PIECES = [
  'States.',
  'Format',
  'Array',
  'UUID',
  '(',
  ')',
  ',',
  "'",
  '{}',
  '\\',
  '$.a',
  '$',
  '1',
  'null',
  ' ',
  '.',
  '-',
];
const text = (pieces: string[]) => fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((list) => list.join(''));

const onlyThrows = (call: () => unknown, ...kinds: (new (...args: never[]) => Error)[]): void => {
  try {
    call();
  } catch (error) {
    if (!kinds.some((kind) => error instanceof kind)) throw error;
  }
};

it('a path is read, finds nothing, or is refused', () => {
  fc.assert(
    fc.property(text(PATH_PIECES), fc.jsonValue(), (path, value) => {
      onlyThrows(() => readPath(parsePath(path), value as never), PathSyntaxError, PathNotFoundError);
    }),
    { numRuns: 3_000 },
  );
});

it('a call is answered, fails the state, or is refused', () => {
  fc.assert(
    fc.property(text(CALL_PIECES), fc.jsonValue(), (call, value) => {
      onlyThrows(() => compileCall(call).evaluate(scope(value as never)), PathSyntaxError, StatesError);
    }),
    { numRuns: 3_000 },
  );
});

it('any text is a definition or is refused with AWS’s error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (definition) => {
      onlyThrows(() => parseDefinition(definition), DefinitionError);
    }),
  );
});

/** A sound machine with one value somewhere in it replaced. */
const SOUND = {
  Comment: 'c',
  StartAt: 'P',
  TimeoutSeconds: 5,
  States: {
    P: { Type: 'Pass', Parameters: { 'a.$': '$.b' }, ResultPath: '$.r', Assign: { v: 1 }, Next: 'C' },
    C: { Type: 'Choice', Choices: [{ And: [{ Variable: '$.a', NumericEquals: 1 }], Next: 'W' }], Default: 'F' },
    W: { Type: 'Wait', SecondsPath: '$.s', Next: 'J' },
    J: { Type: 'Pass', QueryLanguage: 'JSONata', Output: { a: '{% $states.input %}' }, Next: 'M' },
    M: {
      Type: 'Map',
      ItemsPath: '$.l',
      MaxConcurrency: 2,
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'I', States: { I: { Type: 'Succeed' } } },
      Retry: [{ ErrorEquals: ['A'], MaxAttempts: 2 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'F' }],
      Next: 'L',
    },
    L: { Type: 'Parallel', Branches: [{ StartAt: 'B', States: { B: { Type: 'Fail', Error: 'e' } } }], End: true },
    F: { Type: 'Fail', CausePath: "States.Format('{}', $.a)" },
  },
};

function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  const inner = Object.entries((typeof value === 'object' && value) || {}).flatMap(([key, item]) =>
    places(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const inner = replaced((value as Record<string | number, unknown>)[key], rest, by);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner };
}

it('a definition with anything in the place of something is judged, not a crash', () => {
  expect(validate(JSON.stringify(SOUND))).toEqual([]);
  fc.assert(
    fc.property(fc.constantFrom(...places(SOUND)), fc.jsonValue({ maxDepth: 2 }), (path, by) => {
      for (const { code, message } of validate(JSON.stringify(replaced(SOUND, path, by)))) {
        expect(code).toMatch(/^[A-Z_]+$/);
        expect(message).not.toBe('');
      }
    }),
    { numRuns: 1_500 },
  );
});
