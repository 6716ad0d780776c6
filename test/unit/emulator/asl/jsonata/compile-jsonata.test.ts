import type { Json, Scope } from '../../../../../emulator/asl/index.ts';
import { compileJsonata, JsonataSyntaxError } from '../../../../../emulator/asl/jsonata/compile-jsonata.ts';
import { outcome, scope } from '../support.ts';

const INPUT: Json = { a: [1, 2, { b: 3 }], s: 'x', empty: [] };
const evaluate = (expression: string, more: Partial<Scope> = {}) =>
  outcome(() => compileJsonata(`{% ${expression} %}`, 'Output/v').evaluate(scope(INPUT, more)));
const failed = (expression: string, what: string): string =>
  `States.QueryEvaluationError: The JSONata expression '${expression}' specified for the field 'Output/v' ${what}`;

describe('JSONata', () => {
  it.each<[string, Json]>([
    ['$states.input.a[0] + $v', 6],
    ['$states.input.s', 'x'],
    ['$states.input.empty', []],
    ['$states.context.Execution.Name', 'run-1'],
    ['$states.result.r', 'R'],
    ['$states.errorOutput.Error', 'E'],
    ['{"k": $states.input.a.b}', { k: 3 }],
    ['$map($states.input.a, function($x) { $type($x) })', ['number', 'number', 'object']],
    ['$string($states.input.a)', '[1,2,{"b":3}]'],
    ['null', null],
    [
      '$partition([1,2,3,4], 2)',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['$partition([0], 1)', [[0]]],
    ['$partition([0, 1, 2], 1.9)', [[0], [1], [2]]],
    ['$range(0, 6, 2)', [0, 2, 4, 6]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ['$range(-1.7, 2, 1)', [-1, 0, 1, 2]],
    ['$range(1, 9, 9)', 1],
    ['$hash("input", "SHA-1")', '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ['$random(42)', 0.7275636800328681],
    ['$random()', 0.5],
    ['$uuid()', '00000000-0000-4000-8000-000000000000'],
    ['$parse("{\\"a\\":1}").a', 1],
    ['$now()', '2024-01-01T00:00:01.000Z'],
    ['$millis()', 1_704_067_201_000],
    ['1/0', 'Infinity'],
    ['[1/0]', ['Infinity']],
    ['$count([1..873782])', 873_782],
    ['$contains("abc", /B/i)', true],
  ])('%s', (expression, expected) => {
    const more = { variables: { v: 5 }, result: { r: 'R' }, errorOutput: { Error: 'E' } };
    expect(evaluate(expression, more)).toEqual(expected);
  });

  it('tells the time it is given', () => {
    expect(evaluate('$millis()', { now: 7 })).toBe(7);
  });

  it('takes the chance it is given', () => {
    const more = { chance: { uuid: () => 'u', random: () => 0 } };
    expect(evaluate('$shuffle([1, 2, 3])', more)).toEqual(evaluate('$shuffle([1, 2, 3])', more));
  });

  it('leaves its input as it was', () => {
    const before = JSON.stringify(INPUT);
    evaluate('$states.input ~> |a|{"new": 1}|');
    evaluate('$append($states.input.a, 1)');
    expect(JSON.stringify(INPUT)).toBe(before);
  });
});

describe('failures have the words of AWS', () => {
  it.each([
    ['$doesNotExist', 'returned nothing (undefined).'],
    ['$states.input.missing', 'returned nothing (undefined).'],
    ['$partition([], 2)', 'returned nothing (undefined).'],
    ['$range(5, 1, 1)', 'returned nothing (undefined).'],
    ['$range(1, 5, 0)', 'returned nothing (undefined).'],
    ['$fn := function($x){$x}', 'returned an unsupported result type.'],
    ['[$sum]', 'returned an unsupported result type.'],
    ['$eval("1+1")', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['$randomSeeded(1)', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    [
      '$sum("a")',
      'threw an error during evaluation. T0412: Argument 1 of function "sum" must be an array of "numbers"',
    ],
    [
      '$abs("x")',
      'threw an error during evaluation. T0410: Argument 1 of function "abs" does not match function signature',
    ],
    ['"a" + 1', 'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number'],
    ['$error("boo")', 'threw an error during evaluation. D3137: boo'],
    ['$hash("x", "SHA-3")', 'threw an error during evaluation. D3141: Unsupported hash algorithm: SHA-3'],
    ['$partition([1], -1)', 'threw an error during evaluation. D3141: The size of a partition must not be negative'],
    ['$parse("{")', 'threw an error during evaluation. D3141: The argument of the parse function is not JSON'],
  ])('%s', (expression, what) => {
    expect(evaluate(expression)).toBe(failed(expression, what));
  });
});

describe('runaway expressions come to an end', () => {
  const MEMORY =
    'threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage';
  const STACK =
    'threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
  const TIME = 'threw an error during evaluation: Expression evaluation timeout: Check for infinite loop';

  it.each([
    ['$sum([1..900000])', MEMORY],
    ['$count([1..873783])', MEMORY],
    ['$count([1..20000000])', MEMORY],
    ['$range(1, 9000000, 1)', MEMORY],
    ['$length($pad("a", 9000000))', MEMORY],
    ['($f := function($s) { $f($s & $s) }; $f("ab"))', MEMORY],
    ['($f := function($s) { $f($append($s, $s)) }; $f([1, 2]))', MEMORY],
    ['($f := function($x) { $f($x + 1) + 1 }; $f(1))', STACK],
    [Array(200).fill('1').join('+'), STACK],
    ['($f := function($x) { $f($x + 1) }; $f(1))', TIME],
    ['$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)', TIME],
  ])('%s', (expression, what) => {
    expect(evaluate(expression)).toBe(failed(expression, what));
    expect(evaluate('1 + 1')).toBe(2);
  });
});

describe('what cannot be parsed', () => {
  it.each([
    ['a[1,2)', 'Expected "]", got ","'],
    ['"unterminated', 'String literal must be terminated by a matching quote'],
    ['1 +', 'Unexpected end of expression'],
    ['{"a":}', 'The symbol "}" cannot be used as a unary operator'],
    ['$x :=', 'Unexpected end of expression'],
    ['$match("a", /abc', 'No terminating / in regular expression'],
    ['', 'Unexpected end of expression'],
  ])('%s', (expression, message) => {
    expect(() => compileJsonata(`{% ${expression} %}`, 'Output')).toThrow(new JsonataSyntaxError(message));
  });
});
