import { DISTRIBUTED, END, errors, INNER, MAP, machine, ofState } from './support.ts';

const map = (fields: object) => ({ ...MAP, ItemProcessor: DISTRIBUTED, ...fields });
const READER = { Resource: 'arn:aws:states:::s3:getObject', Parameters: {} };

describe('Map and Parallel states that are refused', () => {
  it.each<[string, object, string[]]>([
    [
      'Parallel without branches',
      { Type: 'Parallel', Branches: [], End: true },
      ['Array must have at least 1 item at ~/Branches'],
    ],
    [
      'a branch without states',
      { Type: 'Parallel', Branches: [{}], End: true },
      ['These fields are required: [StartAt, States] at ~/Branches[0]'],
    ],
    [
      'Map without processor',
      { Type: 'Map', End: true },
      ['There should be one of the following fields: [ItemProcessor, Iterator] at ~'],
    ],
    [
      'Map with both',
      { ...MAP, Iterator: { StartAt: 'J', States: { J: END } } },
      ['There should only be one of the following fields: [ItemProcessor, Iterator] at ~'],
    ],
    [
      'another mode',
      { ...MAP, ItemProcessor: { ...INNER, ProcessorConfig: { Mode: 'FAST' } } },
      ["Value 'FAST' is not one of [INLINE, DISTRIBUTED] at ~/ItemProcessor/ProcessorConfig/Mode"],
    ],
    [
      'distributed without a type',
      { ...MAP, ItemProcessor: { ...INNER, ProcessorConfig: { Mode: 'DISTRIBUTED' } } },
      ['These fields are required: [ExecutionType] at ~/ItemProcessor/ProcessorConfig'],
    ],
    [
      'an ItemReader inline',
      { ...MAP, ItemReader: { ...READER, ReaderConfig: { InputType: 'JSON' } } },
      ["Field 'ItemReader' is not supported at ~"],
    ],
    [
      'a bad ItemsPath',
      { ...MAP, ItemsPath: '$.a[*]' },
      ["Value is not a Reference Path: '[' must be followed by ' or '[' at ~/ItemsPath"],
    ],
    ['concurrency below 0', { ...MAP, MaxConcurrency: -1 }, ['Minimum value is 0 at ~/MaxConcurrency']],
    [
      'concurrency twice',
      { ...MAP, MaxConcurrency: 1, MaxConcurrencyPath: '$.m' },
      ['There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath] at ~'],
    ],
    [
      'a path into the context',
      map({ ToleratedFailureCountPath: '$$.Execution.Input.n' }),
      ["Value is not a Reference Path: '$$' is not supported here at ~/ToleratedFailureCountPath"],
    ],
    [
      'a share below 0',
      map({ ToleratedFailurePercentage: -1 }),
      ['Minimum value is 0.0 at ~/ToleratedFailurePercentage'],
    ],
    [
      'a share above 100',
      map({ ToleratedFailurePercentage: 101 }),
      ['Maximum value is 100.0 at ~/ToleratedFailurePercentage'],
    ],
    ['failures below 0', map({ ToleratedFailureCount: -1 }), ['Minimum value is 0 at ~/ToleratedFailureCount']],
    ['a bad label', map({ Label: 'a b' }), ['INVALID_LABEL_NAME: Invalid Label name: a b at ~/Label']],
    [
      'too long a label',
      map({ Label: 'x'.repeat(41) }),
      [`INVALID_LABEL_NAME: Invalid Label name: ${'x'.repeat(41)} at ~/Label`],
    ],
    [
      'too many items',
      map({ ItemReader: { ...READER, ReaderConfig: { InputType: 'JSON', MaxItems: 100_000_001 } } }),
      ['Maximum value is 100000000 at ~/ItemReader/ReaderConfig/MaxItems'],
    ],
    [
      'items twice',
      map({ ItemReader: { ...READER, ReaderConfig: { InputType: 'JSON', MaxItems: 1, MaxItemsPath: '$.m' } } }),
      ['There should only be one of the following fields: [MaxItems, MaxItemsPath] at ~/ItemReader/ReaderConfig'],
    ],
    [
      'no input type',
      map({ ItemReader: { ...READER, ReaderConfig: {} } }),
      ['These fields are required: [InputType] at ~/ItemReader/ReaderConfig'],
    ],
    [
      'CSV without headers',
      map({ ItemReader: { ...READER, ReaderConfig: { InputType: 'CSV' } } }),
      ['These fields are required: [CSVHeaderLocation] at ~/ItemReader/ReaderConfig'],
    ],
    [
      'given headers that are not given',
      map({ ItemReader: { ...READER, ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'GIVEN' } } }),
      ['These fields are required: [CSVHeaders] at ~/ItemReader/ReaderConfig'],
    ],
    [
      'another delimiter',
      map({
        ItemReader: {
          ...READER,
          ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW', CSVDelimiter: ';' },
        },
      }),
      ["Value ';' is not one of [COMMA, PIPE, SEMICOLON, SPACE, TAB] at ~/ItemReader/ReaderConfig/CSVDelimiter"],
    ],
    [
      'an empty batcher',
      map({ ItemBatcher: {} }),
      [
        'There should be at least one of the following fields: [MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath] at ~/ItemBatcher',
      ],
    ],
    [
      'too large a batch',
      map({ ItemBatcher: { MaxInputBytesPerBatch: 262_145 } }),
      ['Maximum value is 262144 at ~/ItemBatcher/MaxInputBytesPerBatch'],
    ],
    [
      'an empty writer',
      map({ ResultWriter: {} }),
      ['There should be one of the following fields: [Resource, WriterConfig] at ~/ResultWriter'],
    ],
  ])('%s', (_name, state, expected) => {
    expect(ofState(state)).toEqual(expected);
  });

  it('labels are unique', () => {
    const second = { ...map({ Label: 'L' }), ItemProcessor: { ...DISTRIBUTED, StartAt: 'J', States: { J: END } } };
    const definition = machine({ A: { ...map({ Label: 'L' }), End: undefined, Next: 'B' }, B: second });
    expect(errors(definition)).toEqual(['DUPLICATE_LABEL_NAME: Duplicate Label name: L at /States/B/Label']);
  });
});
