import { ofState, TASK } from './support.ts';

describe('paths and expressions', () => {
  it.each<[object, string]>([
    [{ OutputPath: 'Test' }, 'Value must be a valid JSONPath. at ~/OutputPath'],
    [{ InputPath: '$.a[' }, 'Value must be a valid JSONPath. at ~/InputPath'],
    [{ InputPath: 1 }, "Expected value of type 'string', but was 'number' at ~/InputPath"],
    [{ ResultPath: 'x' }, "Value is not a Reference Path: Reference path didn't start with '$' at ~/ResultPath"],
    [{ ResultPath: '$.a[*]' }, "Value is not a Reference Path: '[' must be followed by ' or '[' at ~/ResultPath"],
    [{ ResultPath: '$$.a' }, "Value is not a Reference Path: '$$' is not supported here at ~/ResultPath"],
    [
      { Parameters: { 'Variable.$': 'x' } },
      "The value for the field 'Variable.$' must be a valid JSONPath or a valid intrinsic function call at ~/Parameters",
    ],
    [
      { Parameters: { o: { 'p.$': 'States.format(1)' } } },
      "The value for the field 'p.$' must be a valid JSONPath or a valid intrinsic function call at ~/Parameters",
    ],
    [
      { ResultSelector: { 'p.$': 5 } },
      "The value for the field 'p.$' must be a valid JSONPath or a valid intrinsic function call at ~/ResultSelector",
    ],
    [{ ResultSelector: 'x' }, "Expected value of type 'object', but was 'string' at ~/ResultSelector"],
    [
      { Assign: { 'v.$': 'x' } },
      "The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call at ~/Assign",
    ],
    [{ Assign: { states: 1 } }, "The variable name 'states' is reserved at ~/Assign"],
    [{ Assign: { '1x': 1 } }, "Invalid variable name: '1x' at ~/Assign"],
    [{ Assign: { 'a b': 1 } }, "Invalid variable name: 'a b' at ~/Assign"],
    [{ Assign: 'x' }, "Expected value of type 'object', but was 'string' at ~/Assign"],
    [
      { TimeoutSecondsPath: '$$.x' },
      "Value is not a Reference Path: '$$' is not supported here at ~/TimeoutSecondsPath",
    ],
  ])('JSONPath %j', (fields, expected) => {
    expect(ofState({ ...TASK, ...fields })).toEqual([expected]);
  });

  const jsonata = (fields: object): string[] => ofState({ ...TASK, ...fields }, { QueryLanguage: 'JSONata' });
  it.each<[object, string[]]>([
    [{ Output: '{% 1 + %}' }, ['INVALID_JSONATA_EXPRESSION: Unexpected end of expression at ~/Output']],
    [{ Output: { a: ['{% a[1,2) %}'] } }, ['INVALID_JSONATA_EXPRESSION: Expected "]", got "," at ~/Output/a[0]']],
    [
      { Arguments: { v: '{% phone %}' } },
      ["UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at ~/Arguments/v"],
    ],
    [
      { Arguments: '{% $states.result %}' },
      ["UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.result' does not exist. at ~/Arguments"],
    ],
    [
      { Output: '{% $states.errorOutput %}' },
      ["UNSUPPORTED_JSONATA_EXPRESSION: Field '$states.errorOutput' does not exist. at ~/Output"],
    ],
    [
      { Assign: { x: '{% $$ %}' } },
      ["UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' at the top level is not supported. at ~/Assign/x"],
    ],
    [{ TimeoutSeconds: '{% 1 + %}' }, ['INVALID_JSONATA_EXPRESSION: Unexpected end of expression at ~/TimeoutSeconds']],
    [
      { Output: '{% 1' },
      ["INVALID_JSONATA_EXPRESSION: A JSONata expression must start with '{%' and end with '%}' at ~/Output"],
    ],
    [
      { Output: { a: '1 %}' } },
      ["INVALID_JSONATA_EXPRESSION: A JSONata expression must start with '{%' and end with '%}' at ~/Output/a"],
    ],
    [{ Output: ' {% $x %} ' }, []],
    [{ TimeoutSeconds: '5' }, ["Expected value of type 'integer', but was 'string' at ~/TimeoutSeconds"]],
    [
      {
        Output: '{% $states.result %}',
        Catch: [{ ErrorEquals: ['E'], Next: 'E', Output: '{% $states.errorOutput %}' }],
      },
      [],
    ],
  ])('JSONata %j', (fields, expected) => {
    expect(jsonata(fields)).toEqual(expected);
  });
});
