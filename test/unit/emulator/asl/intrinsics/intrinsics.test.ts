import type { Json } from '../../../../../emulator/asl/index.ts';
import { compileCall } from '../../../../../emulator/asl/intrinsics/compile-call.ts';
import { outcome, scope } from '../support.ts';

const call = (text: string, input: Json = {}): Json => outcome(() => compileCall(text).evaluate(scope(input)));

describe('intrinsic functions', () => {
  it.each<[string, Json, Json]>([
    ["States.Format('plain')", {}, 'plain'],
    ["States.Format('{} and {}', 'a', 1.5)", {}, 'a and 1.5'],
    ["States.Format('{}{}{}', true, null, $.t)", { t: '{}' }, 'truenull{}'],
    ["States.Format('\\{\\} {} \\\\', 1)", {}, '{} 1 \\'],
    ["States.Format('it\\'s {}', 'x')", {}, "it's x"],
    ['States.Format($.template, 7)', { template: 'n={}' }, 'n=7'],
    ['States.StringToJson($.t)', { t: '{"a":[1]}' }, { a: [1] }],
    ['States.StringToJson($.t)', { t: ' ' }, null],
    ['States.JsonToString($.v)', { v: { a: [1, null] } }, '{"a":[1,null]}'],
    ["States.JsonToString('x')", {}, '"x"'],
    ['States.Array()', {}, []],
    ["States.Array(1, 'b', $.c, null)", { c: {} }, [1, 'b', {}, null]],
    ['States.ArrayPartition($.l, 2)', { l: [1, 2, 3] }, [[1, 2], [3]]],
    ['States.ArrayPartition($.l, 1.6)', { l: [1, 2, 3] }, [[1, 2], [3]]],
    ['States.ArrayPartition($.l, 2)', { l: [] }, []],
    ['States.ArrayContains($.l, $.v)', { l: [{ a: 1, b: 2 }], v: { b: 2, a: 1 } }, true],
    ['States.ArrayContains($.l, 3)', { l: [1, '3'] }, false],
    ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
    ['States.ArrayRange(5, 1, -2)', {}, [5, 3, 1]],
    ['States.ArrayRange(1, 0, 1)', {}, []],
    ['States.ArrayGetItem($.l, 1)', { l: ['a', 'b'] }, 'b'],
    ['States.ArrayGetItem($.l, 0)', { l: [null] }, null],
    ['States.ArrayLength($.l)', { l: [1, [2, 3]] }, 2],
    [
      'States.ArrayUnique($.l)',
      { l: [1, '1', 1, [1], [1], { a: 1 }, { a: 1 }, null, null] },
      [1, '1', [1], { a: 1 }, null],
    ],
    ["States.Base64Encode('Data to encode')", {}, 'RGF0YSB0byBlbmNvZGU='],
    ["States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", {}, 'Data to encode'],
    ["States.Hash('input data', 'SHA-1')", {}, 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["States.Hash('', 'MD5')", {}, 'd41d8cd98f00b204e9800998ecf8427e'],
    ['States.JsonMerge($.a, $.b, false)', { a: { x: { y: 1 }, z: 1 }, b: { x: { w: 2 } } }, { x: { w: 2 }, z: 1 }],
    ['States.MathRandom(1, 10)', {}, 5],
    ['States.MathAdd(1.5, 1.51)', {}, 4],
    ['States.MathAdd(-3.5, 0)', {}, -3],
    ['States.MathAdd(2147483647, 1)', {}, -2147483648],
    ["States.StringSplit('1,2;3', ',;')", {}, ['1', '2', '3']],
    ["States.StringSplit(',,,', ',')", {}, []],
    ['States.UUID()', {}, '00000000-0000-4000-8000-000000000000'],
  ])('%s', (text, input, expected) => {
    expect(call(text, input)).toEqual(expected);
  });

  it('gives the same random number for the same seed', () => {
    expect(call('States.MathRandom(1, 1000000, 42)')).toBe(call('States.MathRandom(1, 1000000, 42)'));
  });
});

describe('calls that cannot be answered fail the state', () => {
  it.each<[string, Json, string]>([
    ["States.Format('{}')", {}, 'Format: the number of arguments does not match the occurrences of {}'],
    ["States.Format('{}', 1, 2)", {}, 'Format: the number of arguments does not match the occurrences of {}'],
    ["States.Format('{}', $.o)", { o: {} }, 'Format: argument 2 is not a scalar'],
    ['States.Format(1)', {}, 'Format: argument 1 must be a string'],
    ['States.Format()', {}, 'Format: expected at least 1 arguments, but there are 0'],
    ["States.StringToJson('nope')", {}, 'StringToJson: the text is not JSON'],
    ['States.StringToJson(1)', {}, 'StringToJson: argument 1 must be a string'],
    ['States.JsonToString()', {}, 'JsonToString: expected 1 arguments, but there are 0'],
    ['States.ArrayPartition($.l, 0)', { l: [1] }, 'ArrayPartition: the size must be positive'],
    ['States.ArrayPartition($.l, -1)', { l: [1] }, 'ArrayPartition: the size must be positive'],
    ['States.ArrayPartition(1, 1)', {}, 'ArrayPartition: argument 1 must be an array'],
    ['States.ArrayContains(1, 1)', {}, 'ArrayContains: argument 1 must be an array'],
    ['States.ArrayRange(1, 2, 0)', {}, 'ArrayRange: the step must not be zero'],
    ['States.ArrayRange(0, 1000, 1)', {}, 'ArrayRange: the array may not have more than 1000 items'],
    ['States.ArrayGetItem($.l, 1)', { l: [1] }, 'ArrayGetItem: index 1 is out of bounds'],
    ['States.ArrayGetItem($.l, -1)', { l: [1] }, 'ArrayGetItem: index -1 is out of bounds'],
    ["States.ArrayLength('abc')", {}, 'ArrayLength: argument 1 must be an array'],
    ['States.ArrayUnique(null)', {}, 'ArrayUnique: argument 1 must be an array'],
    ['States.Base64Encode($.t)', { t: 'a'.repeat(10_001) }, 'Base64Encode: more than 10000 characters'],
    ["States.Base64Decode('***')", {}, 'Base64Decode: the data is not Base64'],
    ["States.Hash('x', 'SHA-3')", {}, 'Hash: the algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512'],
    ['States.Hash($.t, $.a)', { t: 'a'.repeat(10_001), a: 'MD5' }, 'Hash: more than 10000 characters'],
    ['States.JsonMerge($.a, $.a, true)', { a: {} }, 'JsonMerge: only the shallow mode is supported'],
    ['States.JsonMerge($.a, 1, false)', { a: {} }, 'JsonMerge: only objects can be merged'],
    ['States.MathRandom(2, 1)', {}, 'MathRandom: the end must be greater than the start'],
    ["States.MathAdd('1', 1)", {}, 'MathAdd: argument 1 must be a number'],
    ['States.MathAdd(1)', {}, 'MathAdd: expected 2 arguments, but there are 1'],
    ["States.StringSplit('a', 1)", {}, 'StringSplit: argument 2 must be a string'],
    ['States.UUID(1)', {}, 'UUID: expected 0 arguments, but there are 1'],
  ])('%s', (text, input, why) => {
    const cause = `The function '${text}' had the following error: Invalid arguments in States.${why}`;
    expect(call(text, input)).toBe(`States.Runtime: ${cause}`);
  });
});
