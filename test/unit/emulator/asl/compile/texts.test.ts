import { END, errors, INNER, machine, SCHEMA } from './support.ts';

describe('texts and top level', () => {
  it.each<[string, unknown, string[]]>([
    ['nothing', '', ['MISSING_DESCRIPTION: State machine definition is missing']],
    ['an array', '[]', ['INVALID_JSON_DESCRIPTION: The definition is not a JSON object']],
    ['an empty object', {}, [`${SCHEMA}: These fields are required: [StartAt, States] at /`]],
    ['an unknown field', machine({ A: END }, { 'Fn::Sub': 1 }), [`${SCHEMA}: Field 'Fn::Sub' is not supported at /`]],
    ['a misspelt field', machine({ A: END }, { Coment: '' }), [`${SCHEMA}: Field 'Coment' is not supported at /`]],
    [
      'another version',
      machine({ A: END }, { Version: '2.0' }),
      [`${SCHEMA}: Value '2.0' is not one of [1.0] at /Version`],
    ],
    ['no timeout', machine({ A: END }, { TimeoutSeconds: 0 }), [`${SCHEMA}: Minimum value is 1 at /TimeoutSeconds`]],
    [
      'too long a timeout',
      machine({ A: END }, { TimeoutSeconds: 1e8 }),
      [`${SCHEMA}: Maximum value is 99999999 at /TimeoutSeconds`],
    ],
    [
      'another language',
      machine({ A: END }, { QueryLanguage: 'XPath' }),
      [`${SCHEMA}: Value 'XPath' is not one of [JSONPath, JSONata] at /QueryLanguage`],
    ],
    [
      'states as array',
      { StartAt: 'A', States: [] },
      [`${SCHEMA}: Expected value of type 'object', but was 'array' at /States`],
    ],
    [
      'a state as text',
      { StartAt: 'A', States: { A: 'x' } },
      [`${SCHEMA}: Expected value of type 'object', but was 'string' at /States/A`],
    ],
    ['no type', machine({ A: { End: true } }), [`${SCHEMA}: These fields are required: [Type] at /States/A`]],
    [
      'another type',
      machine({ A: { Type: 'Loop', End: true } }),
      [
        `${SCHEMA}: Value 'Loop' is not one of [Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map] at /States/A/Type`,
      ],
    ],
    [
      'a name too long',
      machine({ ['x'.repeat(81)]: END }),
      [
        `INVALID_STATE_NAME: State name must have from 1 to 80 characters: ${'x'.repeat(81)} at /States/${'x'.repeat(81)}`,
      ],
    ],
    [
      'a state twice',
      '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Succeed"}}}',
      ['DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A'],
    ],
    [
      'a field twice',
      '{"StartAt":"A","StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
      ["INVALID_JSON_DESCRIPTION: Duplicate field 'StartAt' at /"],
    ],
    [
      'a name twice, once inside',
      machine({ I: { Type: 'Parallel', Branches: [INNER], End: true } }),
      ['DUPLICATE_STATE_NAME: Duplicate State name: I at /States/I/Branches[0]/States/I'],
    ],
    [
      'too large',
      machine({ A: { ...END, Comment: 'x'.repeat(1_048_576) } }),
      [`${SCHEMA}: The definition has more than 1048576 bytes`],
    ],
    [
      'too deep',
      `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Result":${'['.repeat(600)}${']'.repeat(600)}}}}`,
      ['TOO_DEEPLY_NESTED: The definition is nested more than 500 deep'],
    ],
  ])('%s', (_name, definition, expected) => {
    expect(errors(definition)).toEqual(expected);
  });

  it.each(['{', '{"a":}', 'nope', "{'a': 1}"])('%s is no JSON', (text) => {
    expect(errors(text)[0]).toMatch(/^INVALID_JSON_DESCRIPTION: /);
  });

  it.each([
    [
      'terms',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${Array(60_000).fill('1').join('+')} %}`, End: true },
    ],
    ['brackets', { Type: 'Pass', QueryLanguage: 'JSONata', Output: `{% ${'('.repeat(60_000)}1 %}`, End: true }],
    ['a filter', { Type: 'Pass', InputPath: `$.a[?(${'('.repeat(60_000)}@.b)]`, End: true }],
    ['a list in a filter', { Type: 'Pass', InputPath: `$.a[?(@.b in ${'['.repeat(60_000)}`, End: true }],
  ])('too many %s are refused, not a crash', (_name, state) => {
    expect(errors(machine({ A: state }))[0]).toMatch(/^(TOO_DEEPLY_NESTED|INVALID_JSONATA_EXPRESSION): /);
  });
});
