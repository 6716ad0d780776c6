import { INNER, MAP, ofState, TASK } from './support.ts';

describe('query languages', () => {
  const only = (own: string, field: string, other: string): string =>
    `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${other}' QueryLanguage at ~`;
  it.each([
    ['InputPath', '$'],
    ['OutputPath', '$'],
    ['Parameters', {}],
    ['ResultPath', '$'],
    ['ResultSelector', {}],
    ['TimeoutSecondsPath', '$.t'],
    ['HeartbeatSecondsPath', '$.t'],
  ])('a JSONata state has no %s', (field, value) => {
    expect(ofState({ ...TASK, [field]: value }, { QueryLanguage: 'JSONata' })).toEqual([
      only('JSONata', field, 'JSONPath'),
    ]);
    expect(ofState({ ...TASK, QueryLanguage: 'JSONata', [field]: value })).toEqual([
      only('JSONata', field, 'JSONPath'),
    ]);
  });
  it.each([
    ['Output', {}],
    ['Arguments', {}],
  ])('a JSONPath state has no %s', (field, value) => {
    expect(ofState({ ...TASK, [field]: value })).toEqual([only('JSONPath', field, 'JSONata')]);
  });

  it.each<[string, object, object, string[]]>([
    [
      'back to JSONPath',
      { ...TASK, QueryLanguage: 'JSONPath' },
      { QueryLanguage: 'JSONata' },
      ["'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at ~"],
    ],
    [
      'states inside take the machine’s language',
      {
        ...MAP,
        QueryLanguage: 'JSONata',
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', Output: 1, End: true } } },
      },
      {},
      [
        `The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at ~/ItemProcessor/States/I`,
      ],
    ],
    [
      'a processor has none',
      { ...MAP, ItemProcessor: { ...INNER, QueryLanguage: 'JSONata' } },
      {},
      ["Field 'QueryLanguage' is not supported at ~/ItemProcessor"],
    ],
    [
      'a branch has none',
      { Type: 'Parallel', Branches: [{ ...INNER, QueryLanguage: 'JSONata' }], End: true },
      {},
      ["Field 'QueryLanguage' is not supported at ~/Branches[0]"],
    ],
    [
      'an unknown one counts as JSONata',
      { Type: 'Pass', QueryLanguage: 'jsonpath', InputPath: '$', End: true },
      {},
      [
        "Value 'jsonpath' is not one of [JSONPath, JSONata] at ~/QueryLanguage",
        only('JSONata', 'InputPath', 'JSONPath'),
      ],
    ],
  ])('%s', (_name, state, more, expected) => {
    expect(ofState(state, more)).toEqual(expected);
  });
});
