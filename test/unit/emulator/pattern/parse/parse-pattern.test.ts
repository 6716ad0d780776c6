import { PatternError, parsePattern } from '../../../../../emulator/pattern/index.ts';

/** The first line of the reason for which a pattern is refused, undefined if it is accepted. */
function reasonOf(text: string): string | undefined {
  try {
    parsePattern(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return error.message.split('\n')[0];
  }
}
const on = (alternative: string) => `{"a":[${alternative}]}`;
const nested = (depth: number) => `${'{"a":'.repeat(depth)}["x"]${'}'.repeat(depth)}`;
const ors = (count: number) =>
  `{${Array.from({ length: count }, (_, n) => `"f${n}":{"$or":[{"a":["x"]},{"b":["y"]}]}`).join()}}`;
const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const PLACE = (text: string, column: number) => `[Source: (String)"${text}"; line: 1, column: ${column}]`;

describe('patterns that EventBridge refuses', () => {
  it.each<[string, string]>([
    // No JSON, in the words of Jackson
    ['', 'Filter is not an object'],
    ['["a"]', 'Filter is not an object'],
    ['"a"', 'Filter is not an object'],
    ['plain', `Unrecognized token 'plain': was expecting ${VALUES}`],
    ['{"a":[tru]}', `Unrecognized token 'tru': was expecting ${VALUES}`],
    ['{a:["x"]}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name"],
    ['{"a":["x"],}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name"],
    ['{"a" ["x"]}', "Unexpected character ('[' (code 91)): was expecting a colon to separate field name and value"],
    ['{"a":["x"] "b":["x"]}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries"],
    ['{"a":["x" "y"]}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Array entries"],
    ['{"a":["x",]}', `Unexpected character (']' (code 93)): expected a valid value ${VALUES}`],
    ['{"a":[.5]}', `Unexpected character ('.' (code 46)): expected a valid value ${VALUES}`],
    ['{"a":[01]}', 'Invalid numeric value: Leading zeroes not allowed'],
    ['{"a":["x"}', `Unexpected close marker '}': expected ']' (for Array starting at ${PLACE('{"a":["x"}', 6)})`],
    [
      '{"a":["x"]',
      `Unexpected end-of-input: expected close marker for Object (start marker at ${PLACE('{"a":["x"]', 1)})`,
    ],
    ['{"a":["\\x"]}', "Unrecognized character escape 'x' (code 120)"],
    [
      '{"a":["\n"]}',
      'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
    ],
    ['{"a":["x"]} x', "Unexpected character ('x' (code 120)): expected end of input"],
    // Shape
    ['{}', 'Empty objects are not allowed'],
    ['{"a":{}}', 'Empty objects are not allowed'],
    ['{"a":[]}', 'Empty arrays are not allowed'],
    ['{"a":"x"}', '"a" must be an object or an array'],
    ['{"a":null}', '"a" must be an object or an array'],
    ['{"a":{"b c":1}}', '"b c" must be an object or an array'],
    [on('["x"]'), 'Match value must be String, number, true, false, or null'],
    [on('{}'), 'Match expression name not found'],
    [on('{"Prefix":"x"}'), 'Unrecognized match type Prefix'],
    [on('{"regex":"x"}'), 'Unrecognized match type regex'],
    [on('{"__proto__":"x"}'), 'Unrecognized match type __proto__'],
    [on('{"prefix":"x","suffix":"y"}'), 'Only one key allowed in match expression'],
    // Texts
    [on('{"exactly":1}'), 'exact match pattern must be a string'],
    [on('{"prefix":1}'), 'prefix match pattern must be a string'],
    [on('{"prefix":["x"]}'), 'prefix match pattern must be a string'],
    [on('{"prefix":{}}'), 'Prefix expression name not found'],
    [on('{"prefix":{"suffix":"x"}}'), 'Unsupported prefix pattern: suffix'],
    [on('{"prefix":{"equals-ignore-case":1}}'), 'equals-ignore-case match pattern must be a string'],
    [on('{"prefix":{"equals-ignore-case":"x","a":1}}'), 'Only one key allowed in match expression'],
    [on('{"suffix":null}'), 'suffix match pattern must be a string'],
    [on('{"suffix":{}}'), 'Suffix expression name not found'],
    [on('{"suffix":{"prefix":"x"}}'), 'Unsupported suffix pattern: prefix'],
    [on('{"equals-ignore-case":["x"]}'), 'equals-ignore-case match pattern must be a string'],
    [on('{"exists":"true"}'), 'exists match pattern must be either true or false.'],
    [on('{"exists":true,"a":1}'), 'Only one key allowed in match expression'],
    // Wildcards; positions count bytes
    [on('{"wildcard":1}'), 'wildcard match pattern must be a string'],
    [on('{"wildcard":"a**"}'), 'Consecutive wildcard characters at pos 2'],
    [on('{"wildcard":"ü**"}'), 'Consecutive wildcard characters at pos 3'],
    [on('{"wildcard":"a\\\\b"}'), 'Invalid escape character at pos 2'],
    [on('{"wildcard":"abc\\\\"}'), 'Invalid escape character at pos 4'],
    // Numbers
    [on('{"numeric":5}'), 'Value of numeric must be an array.'],
    [on('{"numeric":[]}'), 'Invalid member in numeric match: ]'],
    [on('{"numeric":[5]}'), 'Invalid member in numeric match: 5'],
    [on('{"numeric":["=>",5]}'), 'Unrecognized numeric range operator: =>'],
    [on('{"numeric":["="]}'), 'Value of equals must be numeric'],
    [on('{"numeric":[">","5"]}'), 'Value of > must be numeric'],
    [on('{"numeric":[">",1,"<"]}'), 'Value of < must be numeric'],
    [on('{"numeric":[">",1,2]}'), 'Bad value in numeric range: 2'],
    [on('{"numeric":[">",1,">",2]}'), 'Bad numeric range operator: >'],
    [on('{"numeric":[">=",5,"<=",5]}'), 'Bottom must be less than top'],
    [on('{"numeric":[">",5,"<",1]}'), 'Bottom must be less than top'],
    [on('{"numeric":["<",5,">",1]}'), 'Too many elements in numeric expression'],
    [on('{"numeric":["=",1,"=",1]}'), 'Too many elements in numeric expression'],
    [on('{"numeric":[">",1,"<",5,"=",3]}'), 'Too many terms in numeric range expression'],
    [on('{"numeric":["=",1],"a":1}'), 'Too many elements in numeric expression'],
    [on('{"numeric":["=",5000000000.000001]}'), 'Value must be between -5.0E9 and 5.0E9, inclusive'],
    [on('{"numeric":["<",-6e9]}'), 'Value must be between -5.0E9 and 5.0E9, inclusive'],
    // Addresses
    [on('{"cidr":["10.0.0.0/8"]}'), 'prefix match pattern must be a string'],
    [on('{"cidr":"10.0.0.0"}'), "Malformed CIDR, one '/' required"],
    [on('{"cidr":"10.0.0.0/8/8"}'), "Malformed CIDR, one '/' required"],
    [on('{"cidr":"10.0.0.0/"}'), "Malformed CIDR, one '/' required"],
    [on('{"cidr":"10.0.0.0/x"}'), 'Malformed CIDR, mask bits must be an integer'],
    [on('{"cidr":"10.0.0.0/99999999999"}'), 'Malformed CIDR, mask bits must be an integer'],
    [on('{"cidr":"10.0.0.0/-1"}'), 'Malformed CIDR, mask bits must not be negative'],
    [on('{"cidr":"10.0.0/8"}'), 'Nonstandard IP address: 10.0.0'],
    [on('{"cidr":"host/8"}'), 'Nonstandard IP address: host'],
    [on('{"cidr":"300.0.0.0/8"}'), 'Invalid IP address: 300.0.0.0'],
    [on('{"cidr":"10.0.0.0/32"}'), 'IPv4 mask bits must be < 32'],
    [on('{"cidr":"::/128"}'), 'IPv6 mask bits must be < 128'],
    [on('{"cidr":"::/0","a":1}'), 'Only one key allowed in match expression'],
    // Anything-but
    [on('{"anything-but":null}'), 'Value of anything-but must be an array or single string/number value.'],
    [on('{"anything-but":true}'), 'Value of anything-but must be an array or single string/number value.'],
    [
      on('{"anything-but":{"prefix":{"equals-ignore-case":"x"}}}'),
      'Value of anything-but must be an array or single string/number value.',
    ],
    [on('{"anything-but":{}}'), 'Anything-But expression name not found'],
    [on('{"anything-but":{"exists":true}}'), 'Unsupported anything-but pattern: exists'],
    [on('{"anything-but":{"numeric":[">",1]}}'), 'Unsupported anything-but pattern: numeric'],
    [on('{"anything-but":["x",null]}'), 'Inside anything but list, start|null|boolean is not supported.'],
    [on('{"anything-but":[["x"]]}'), 'Inside anything but list, start|null|boolean is not supported.'],
    [
      on('{"anything-but":["x",1]}'),
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [
      on('{"anything-but":[]}'),
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    ],
    [on('{"anything-but":{"prefix":1}}'), 'prefix/suffix match pattern must be a string'],
    [on('{"anything-but":{"suffix":["x",1]}}'), 'prefix/suffix match pattern must be a string'],
    [on('{"anything-but":{"prefix":""}}'), 'Null prefix/suffix not allowed'],
    [on('{"anything-but":{"suffix":["x",""]}}'), 'Null prefix/suffix not allowed'],
    [on('{"anything-but":{"wildcard":["x",1]}}'), 'wildcard match pattern must be a string'],
    [on('{"anything-but":{"wildcard":"**"}}'), 'Consecutive wildcard characters at pos 1'],
    [
      on('{"anything-but":{"equals-ignore-case":["x",1]}}'),
      'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    ],
    [on('{"anything-but":"x","a":1}'), 'Too many elements in numeric expression'],
    [on('{"anything-but":{"prefix":"x","a":1}}'), 'Too many elements in numeric expression'],
    [on('{"anything-but":6e9}'), 'Cannot compare number : 6e9'],
    // $or that is none is a field of that name, and its objects are operators
    ['{"$or":[{"a":["x"]}]}', 'Unrecognized match type a'],
    ['{"$or":[{"x":["1"]}],"y":["2"]}', 'Unrecognized match type x'],
    ['{"$or":[]}', 'Empty arrays are not allowed'],
    ['{"$or":"a"}', '"$or" must be an object or an array'],
    ['{"$or":{}}', 'Empty objects are not allowed'],
    ['{"$or":[{"a":["x"]},"b"]}', 'Unrecognized match type a'],
    ['{"$or":[{"a":["x"]},{}]}', 'Unrecognized match type a'],
    ['{"$or":[{"a":["x"]},{"prefix":["y"]}]}', 'Unrecognized match type a'],
    ['{"$or":[{"prefix":["y"]},{"a":["x"]}]}', 'prefix match pattern must be a string'],
    ['{"$or":[{"a":["x"]},{"b":{"=":["y"]}}]}', 'Unrecognized match type a'],
    ['{"a":[{"prefix":1}],"$or":[{"b":["x"]},{"c":["y"]}]}', 'prefix match pattern must be a string'],
    [
      nested(1_001),
      'Document nesting depth (1001) exceeds the maximum allowed (1000, from `StreamReadConstraints.getMaxNestingDepth()`)',
    ],
    [ors(10), 'Or operator is producing over 1000 rule combinations'],
  ])('%s: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it('names the place in the pattern, of a long one only the beginning', () => {
    expect(() => parsePattern('{\n  "a": true}')).toThrow(
      '"a" must be an object or an array\n at [Source: (String)"{\n  "a": true}"; line: 2, column: 12]',
    );
    const long = `{"a":["${'x'.repeat(600)}"],"b":true}`;
    expect(() => parsePattern(long)).toThrow(
      `at [Source: (String)"${long.slice(0, 500)}"[truncated ${long.length - 500} chars]; line: 1`,
    );
  });
});

describe('patterns that EventBridge accepts', () => {
  it.each<[string]>([
    ['{"a":["x",1,-1.5e3,true,false,null,""]}'],
    ['{"a":["x"],"a":["y"]}'],
    ['{"a":["x"],"a.b":["y"]}'],
    ['{"prefix":["x"]}'],
    ['{"a":[123456789012345678901234567890]}'],
    [on('{"prefix":""}')],
    [on('{"exactly":"x"}')],
    [on('{"wildcard":"\\\\*\\\\\\\\*"}')],
    [on('{"numeric":["=",-5000000000]}')],
    [on('{"numeric":["<",0.123456]}')],
    [on('{"anything-but":{"prefix":[]}}')],
    [on('{"cidr":"10.0.0.1/31"}')],
    [on('{"cidr":"::1/127"}')],
    ['{"$or":[{"a":["x"]},{"$or":[{"b":["x"]},{"c":["x"]}]}]}'],
    ['{"$or":{"a":["x"]}}'],
    ['{"$or":["x",{"prefix":"y"}]}'],
    ['{"$or":[{"prefix":"x"},{"suffix":"y"}]}'],
    ['{"a":{"$or":[{"exists":true}]}}'],
    [nested(500)],
    [ors(9)],
  ])('%s', (text) => {
    expect(reasonOf(text)).toBeUndefined();
  });
});
