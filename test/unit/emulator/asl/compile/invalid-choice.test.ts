import { ofState } from './support.ts';

const rule = (fields: object) => ({ Type: 'Choice', Choices: [{ Next: 'E', ...fields }] });
const V = { Variable: '$.a' };

describe('Choice states that are refused', () => {
  it.each<[string, object, string[]]>([
    [
      'Choice without rules',
      { Type: 'Choice', Choices: [], Default: 'E', Comment: '"Next":"E"' },
      ['Array must have at least 1 item at ~/Choices'],
    ],
    ['Choice without Choices', { Type: 'Choice', Default: 'E' }, ['These fields are required: [Choices] at ~']],
    ['Choice with End', { ...rule({ ...V, IsNull: true }), End: true }, ["Field 'End' is not supported at ~"]],
    [
      'a rule without Next',
      { Type: 'Choice', Choices: [{ ...V, IsNull: true }], Default: 'E' },
      ['These fields are required: [Next] at ~/Choices[0]'],
    ],
    ['a rule with End', rule({ ...V, IsNull: true, End: true }), ["Field 'End' is not supported at ~/Choices[0]"]],
    [
      'a rule that tests twice',
      rule({ ...V, IsNull: true, IsString: true }),
      ['There should only be one of the following fields: [IsNull, IsString] at ~/Choices[0]'],
    ],
    ['a rule without Variable', rule({ IsNull: true }), ['These fields are required: [Variable] at ~/Choices[0]']],
    [
      'a rule with an unknown operator',
      rule({ ...V, IsNull: true, StringMatch: 'x' }),
      ["Field 'StringMatch' is not supported at ~/Choices[0]"],
    ],
    [
      'a bad Variable',
      rule({ Variable: 'Test', IsNull: true }),
      ["Value is not a Reference Path: Reference path didn't start with '$' at ~/Choices[0]/Variable"],
    ],
    [
      'a Variable with a filter',
      rule({ Variable: '$[?(@.a)]', IsNull: true }),
      ["Value is not a Reference Path: '[' must be followed by ' or '[' at ~/Choices[0]/Variable"],
    ],
    [
      'a bad operand path',
      rule({ ...V, StringEqualsPath: 'x' }),
      ["Value is not a Reference Path: Reference path didn't start with '$' at ~/Choices[0]/StringEqualsPath"],
    ],
    [
      'an operand of another type',
      rule({ ...V, NumericEquals: '1' }),
      ["Expected value of type 'number', but was 'string' at ~/Choices[0]/NumericEquals"],
    ],
    [
      'IsPresent with a text',
      rule({ ...V, IsPresent: 'yes' }),
      ["Expected value of type 'boolean', but was 'string' at ~/Choices[0]/IsPresent"],
    ],
    [
      'a timestamp that is none',
      rule({ ...V, TimestampEquals: 'x' }),
      ['Value is not a valid ISO-8601 extended offset date-time format string at ~/Choices[0]/TimestampEquals'],
    ],
    ['an empty And', rule({ And: [] }), ['Array must have at least 1 item at ~/Choices[0]/And']],
    [
      'Next inside And',
      rule({ And: [{ ...V, IsNull: true, Next: 'E' }] }),
      ["Field 'Next' is not supported at ~/Choices[0]/And[0]"],
    ],
    ['Not with an array', rule({ Not: [] }), ["Expected value of type 'object', but was 'array' at ~/Choices[0]/Not"]],
    [
      'Condition in JSONPath',
      rule({ ...V, IsNull: true, Condition: true }),
      [
        "The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage at ~/Choices[0]",
      ],
    ],
    [
      'Variable in JSONata',
      { ...rule({ ...V, Condition: true }), QueryLanguage: 'JSONata' },
      [
        "The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage at ~/Choices[0]",
      ],
    ],
    [
      'no Condition in JSONata',
      { ...rule({}), QueryLanguage: 'JSONata' },
      ['These fields are required: [Condition] at ~/Choices[0]'],
    ],
    [
      'a Condition as number',
      { ...rule({ Condition: 1 }), QueryLanguage: 'JSONata' },
      ["Expected value of type 'boolean', but was 'number' at ~/Choices[0]/Condition"],
    ],
  ])('%s', (_name, state, expected) => {
    expect(ofState(state)).toEqual(expected);
  });
});
