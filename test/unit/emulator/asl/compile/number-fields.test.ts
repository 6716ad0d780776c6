import {
  type FailState,
  type Json,
  type MapState,
  parseState,
  type State,
  type TaskState,
  type WaitState,
} from '../../../../../emulator/asl/index.ts';
import { outcome, scope } from '../support.ts';

const state = <T extends State>(definition: object): T => parseState(JSON.stringify(definition), 'S') as T;
const RUNTIME = 'States.Runtime: ';
const QUERY = 'States.QueryEvaluationError: ';

describe('Wait', () => {
  const wait = (fields: object, input: Json) => {
    const { until } = state<WaitState>({ Type: 'Wait', End: true, ...fields });
    const here = scope(input, { variables: { s: '7' } });
    return outcome(() => (until.kind === 'seconds' ? until.seconds.evaluate(here) : until.timestamp.evaluate(here)));
  };
  const TIME = '2024-01-01T00:00:00Z';
  const noLong = (value: string): string =>
    `${RUNTIME}The SecondsPath parameter cannot be parsed as a long value: $.s == ${value}`;
  const noTime = (value: string): string =>
    `${RUNTIME}The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == ${value}`;
  it.each<[object, Json, Json]>([
    [{ Seconds: 5 }, {}, 5],
    [{ SecondsPath: '$.s' }, { s: 5 }, 5],
    [{ SecondsPath: '$.s' }, { s: '5' }, 5],
    [{ SecondsPath: '$s' }, {}, 7],
    [{ SecondsPath: '$.s' }, { s: 1.5 }, noLong('1.5')],
    [{ SecondsPath: '$.s' }, { s: 'x' }, noLong('x')],
    [{ SecondsPath: '$.s' }, { s: [1] }, noLong('[1]')],
    [{ SecondsPath: '$.s' }, {}, `${RUNTIME}The SecondsPath parameter does not reference an input value: $.s`],
    [{ SecondsPath: '$none' }, {}, `${RUNTIME}The SecondsPath parameter does not reference an input value: $none`],
    [{ SecondsPath: '$.s' }, { s: -1 }, `${RUNTIME}The wait must be from 0 to 99999999 seconds, but is -1`],
    [{ Timestamp: TIME }, {}, TIME],
    [{ TimestampPath: '$.t' }, { t: TIME }, TIME],
    [{ TimestampPath: '$.t' }, { t: '2016-12-05T21:29:29' }, noTime('2016-12-05T21:29:29')],
    [{ TimestampPath: '$.t' }, { t: 5 }, noTime('5')],
    [{ TimestampPath: '$.t' }, {}, `${RUNTIME}The TimestampPath parameter does not reference an input value: $.t`],
  ])('%j of %j', (fields, input, expected) => {
    expect(wait(fields, input)).toEqual(expected);
  });
  it.each<[object, Json]>([
    [{ Seconds: '{% $states.input.s + 1 %}' }, 2],
    [{ Timestamp: "{% '2024-01-01T00:00:00Z' %}" }, TIME],
    [
      { Seconds: "{% 'x' %}" },
      `${QUERY}The JSONata expression ''x'' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "x"`,
    ],
    [
      { Seconds: '{% 1.5 %}' },
      `${QUERY}The JSONata expression '1.5' specified for the field 'Seconds' returned an unexpected result type. Expected 'integer', but was 'number' for value: 1.5`,
    ],
    [
      { Timestamp: "{% '2016-13-05T21:29:29Z' %}" },
      `${QUERY}The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2016-13-05T21:29:29Z`,
    ],
    [
      { Timestamp: '{% 1 %}' },
      `${QUERY}The JSONata expression '1' specified for the field 'Timestamp' returned an unexpected result type. Expected 'string', but was 'number' for value: 1`,
    ],
  ])('JSONata %j', (fields, expected) => {
    expect(wait({ QueryLanguage: 'JSONata', ...fields }, { s: 1 })).toEqual(expected);
  });
});

describe('Fail', () => {
  const fail = (fields: object, input: Json) => {
    const { error, cause } = state<FailState>({ Type: 'Fail', ...fields });
    return outcome(() => [error?.evaluate(scope(input)), cause?.evaluate(scope(input))]);
  };
  it.each<[object, Json, unknown]>([
    [{}, {}, [undefined, undefined]],
    [{ Error: 'E', Cause: 'C' }, {}, ['E', 'C']],
    [{ ErrorPath: '$.e', CausePath: "States.Format('c: {}', $.e)" }, { e: 'X' }, ['X', 'c: X']],
    [{ ErrorPath: '$$.State.Name' }, {}, ['S', undefined]],
    [{ ErrorPath: '$.e' }, {}, `${RUNTIME}Invalid path '$.e' : No results for path: $['e']`],
    [
      { CausePath: '$.e' },
      { e: { a: 1 } },
      `${RUNTIME}The CausePath parameter does not reference a string value: $.e == {"a":1}`,
    ],
    [{ QueryLanguage: 'JSONata', Error: '{% $states.input.e %}' }, { e: 'X' }, ['X', undefined]],
    [
      { QueryLanguage: 'JSONata', Error: '{% 5 %}' },
      {},
      `${QUERY}The JSONata expression '5' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 5`,
    ],
  ])('%j of %j', (fields, input, expected) => {
    expect(fail(fields, input)).toEqual(expected);
  });
});

describe('Task', () => {
  const timeout = (fields: object, input: Json) =>
    outcome(() =>
      state<TaskState>({
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        End: true,
        ...fields,
      }).timeoutSeconds?.evaluate(scope(input)),
    );
  it.each<[object, Json, unknown]>([
    [{}, {}, undefined],
    [{ TimeoutSeconds: 5 }, {}, 5],
    [{ TimeoutSecondsPath: '$.t' }, { t: 5 }, 5],
    [{ TimeoutSecondsPath: '$.t' }, {}, `${RUNTIME}Invalid path '$.t' : No results for path: $['t']`],
    [{ TimeoutSecondsPath: '$.t' }, { t: 0 }, `${RUNTIME}TimeoutSeconds must be between 1 and 99999999, but was 0.`],
    [{ QueryLanguage: 'JSONata', TimeoutSeconds: '{% $variable := 1 %}' }, {}, 1],
    [
      { QueryLanguage: 'JSONata', TimeoutSeconds: '{% 0 %}' },
      {},
      `${QUERY}TimeoutSeconds must be between 1 and 99999999, but was 0.`,
    ],
  ])('%j of %j', (fields, input, expected) => {
    expect(timeout(fields, input)).toEqual(expected);
  });
});

describe('Map', () => {
  const PROCESSOR = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
  const DISTRIBUTED = { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  const map = (fields: object): MapState =>
    state<MapState>({ Type: 'Map', ItemProcessor: PROCESSOR, End: true, ...fields });
  const noInteger = (value: string): string =>
    `${RUNTIME}The MaxConcurrencyPath field refers to value "${value}" which is not a valid integer: $.m`;
  it.each<[object, Json, Json]>([
    [{}, {}, 0],
    [{ MaxConcurrency: 3 }, {}, 3],
    [{ MaxConcurrencyPath: '$.m' }, { m: 1 }, 1],
    [{ MaxConcurrencyPath: '$.m' }, { m: '1' }, 1],
    [{ MaxConcurrencyPath: '$.m' }, { m: 'NoNumber' }, noInteger('NoNumber')],
    [{ MaxConcurrencyPath: '$.m' }, { m: {} }, noInteger('{}')],
    [{ MaxConcurrencyPath: '$.m' }, { m: 1.5 }, noInteger('1.5')],
    [{ MaxConcurrencyPath: '$.m' }, { m: -1 }, `${RUNTIME}MaxConcurrency cannot be negative.`],
  ])('concurrency %j of %j', (fields, input, expected) => {
    expect(outcome(() => map(fields).maxConcurrency.evaluate(scope(input)))).toEqual(expected);
  });

  it.each<[Json, Json]>([
    [0, 0],
    [1.1, 1.1],
    [100, 100],
    [-1, `${RUNTIME}ToleratedFailurePercentage must be between 0 and 100.`],
    [100.1, `${RUNTIME}ToleratedFailurePercentage must be between 0 and 100.`],
  ])('a tolerated share of %j', (p, expected) => {
    const fields = { ItemProcessor: DISTRIBUTED, ToleratedFailurePercentagePath: '$.p' };
    expect(outcome(() => map(fields).toleratedFailurePercentage?.evaluate(scope({ p })))).toEqual(expected);
  });

  it.each<[Json, Json]>([
    [0, 0],
    [5, 5],
    [100_000_001, 100_000_000],
    [-1, 'States.ItemReaderFailed: field MaxItems must be positive'],
  ])('at most %j items', (m, expected) => {
    const reader = {
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'JSON', MaxItemsPath: '$.m' },
    };
    const { itemReader } = map({ ItemProcessor: DISTRIBUTED, ItemReader: reader });
    expect(outcome(() => itemReader?.maxItems?.evaluate(scope({ m })))).toEqual(expected);
  });

  const noArray = (path: string): string => `${RUNTIME}Reference path "${path}" must point to array.`;
  const noItems = (expression: string, type: string, value: string): string =>
    `${QUERY}The JSONata expression '${expression}' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was '${type}' for value: ${value}`;
  it.each<[object, Json, Json]>([
    [{}, [1, 2], [1, 2]],
    [{ ItemsPath: '$.l' }, { l: [1] }, [1]],
    [{ ItemsPath: '$items' }, {}, [9]],
    [{ ItemsPath: '$$.Execution.Input.a' }, {}, noArray('$.Execution.Input.a')],
    [{ ItemsPath: '$$' }, [], noArray('$')],
    [{}, { l: 1 }, noArray('$')],
    [{ ItemsPath: '$.l' }, { l: 'x' }, noArray('$.l')],
    [{ ItemsPath: '$.l' }, { l: { a: 1 } }, noArray('$.l')],
    [{ ItemsPath: '$.l', ItemProcessor: DISTRIBUTED }, { l: { a: 1 } }, { a: 1 }],
    [{ ItemsPath: '$.z' }, {}, `${RUNTIME}Invalid path '$.z' : No results for path: $['z']`],
    [{ QueryLanguage: 'JSONata', Items: [1, "{% $number('2') %}"] }, {}, [1, 2]],
    [{ QueryLanguage: 'JSONata', Items: '{% $items %}' }, {}, [9]],
    [{ QueryLanguage: 'JSONata', Items: '{% 1 %}' }, {}, noItems('1', 'number', '1')],
    [{ QueryLanguage: 'JSONata', Items: "{% 'string' %}" }, {}, noItems("'string'", 'string', '"string"')],
    [{ QueryLanguage: 'JSONata', Items: '{% null %}' }, {}, noItems('null', 'null', 'null')],
    [{ QueryLanguage: 'JSONata', Items: '{% {"a":1} %}' }, {}, noItems('{"a":1}', 'object', '{"a":1}')],
    [{ QueryLanguage: 'JSONata', Items: '{% {"a":1} %}', ItemProcessor: DISTRIBUTED }, {}, { a: 1 }],
  ])('items %j of %j', (fields, input, expected) => {
    expect(outcome(() => map(fields).items?.evaluate(scope(input, { variables: { items: [9] } })))).toEqual(expected);
  });

  it('reads no items from its input where it has an ItemReader', () => {
    const reader = { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } };
    expect(map({ ItemProcessor: DISTRIBUTED, ItemReader: reader }).items).toBeUndefined();
  });
});
