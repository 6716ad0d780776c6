import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type StatesWorld, statesWorld } from '../../../../support/states.ts';

let emulator: TestEmulator;
let world: StatesWorld;
let s3: S3Client;

beforeAll(async () => {
  emulator = await testEmulator();
  world = await statesWorld(emulator);
  s3 = new S3Client({ ...emulator.client, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'items' }));
  const files = {
    'rows.csv': 'id,name\n1,one\n2,"t,wo"\n',
    'lines.jsonl': '{"id":1}\n{"id":2}\n\n{"id":3}\n',
    'list.json': '[{"id":1},{"id":2}]',
    'folder/a.json': '[1,2]',
    'folder/b.json': '[3]',
    'broken.json': '[1,',
    'twice.csv': 'a,a\n1,2\n',
  };
  for (const [Key, Body] of Object.entries(files)) await s3.send(new PutObjectCommand({ Bucket: 'items', Key, Body }));
});
afterAll(() => emulator.stop());

const states = (inner: object, more: object = {}, config: object = {}) => ({
  M: {
    Type: 'Map',
    Label: 'lab',
    ItemProcessor: {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD', ...config },
      StartAt: 'A',
      States: inner,
    },
    End: true,
    ...more,
  },
});
const PASS = { A: { Type: 'Pass', End: true } };
const WAIT = { A: { Type: 'Wait', Seconds: 60, End: true } };
/** Fails for every item that is 13. */
const CHOOSY = {
  A: { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 13, Next: 'F' }], Default: 'P' },
  P: { Type: 'Pass', End: true },
  F: { Type: 'Fail', Error: 'Unlucky' },
};
const reader = (inputType: string, Key: string, more: object = {}) => ({
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType: inputType, ...more },
    Parameters: { Bucket: 'items', Key },
  },
});
const run = async (machine: object, input: unknown = {}) =>
  world.ended(await world.start(await world.machine(machine), input));
const mapRunOf = async (executionArn: string | undefined) => {
  const { mapRuns = [] } = await world.sfn.send(new ListMapRunsCommand({ executionArn }));
  return mapRuns[0]?.mapRunArn ?? '';
};

describe('items', () => {
  it.each([
    ['of the input', {}, [1, 2], [1, 2]],
    [
      'of CSV',
      reader('CSV', 'rows.csv', { CSVHeaderLocation: 'FIRST_ROW' }),
      {},
      [
        { id: '1', name: 'one' },
        { id: '2', name: 't,wo' },
      ],
    ],
    ['of JSON lines', reader('JSONL', 'lines.jsonl'), {}, [{ id: 1 }, { id: 2 }, { id: 3 }]],
    ['of JSON, so many at most', reader('JSON', 'list.json', { MaxItems: 1 }), {}, [{ id: 1 }]],
    [
      'selected',
      { ItemSelector: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value', 's.$': '$$.Map.Item.Source' } },
      ['x'],
      [{ i: 0, v: 'x', s: 'STATE_DATA' }],
    ],
    [
      'in batches',
      { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { b: 1 } } },
      [1, 2, 3],
      [
        { BatchInput: { b: 1 }, Items: [1, 2] },
        { BatchInput: { b: 1 }, Items: [3] },
      ],
    ],
  ])('%s', async (_name, more, input, output) => {
    const done = await run(states(PASS, more), input);
    expect(done).toMatchObject({ status: 'SUCCEEDED' });
    expect(JSON.parse(done.output ?? '')).toEqual(output);
  });

  it('that are the objects of a bucket', async () => {
    const list = {
      ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'items', Prefix: 'folder/' } },
    };
    const done = await run(states(PASS, list));
    expect(JSON.parse(done.output ?? '')).toMatchObject([{ Key: 'folder/a.json', Size: 5 }, { Key: 'folder/b.json' }]);
  });

  it.each([
    ['an object that is not there', reader('JSON', 'none.json'), /does not exist/],
    ['JSON that is none', reader('JSON', 'broken.json'), /./],
    [
      'headers twice',
      reader('CSV', 'twice.csv', { CSVHeaderLocation: 'FIRST_ROW' }),
      /CSV headers cannot contain duplicates/,
    ],
  ])('fail at %s', async (_name, more, cause) => {
    const failed = await run(states(PASS, more));
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
    expect(failed.cause).toMatch(cause);
    expect((await world.history(failed.executionArn ?? '')).map(({ type }) => type).slice(-3)).toEqual([
      'MapRunFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });
});

describe('a map run', () => {
  it('has children that can be looked at', async () => {
    const { executionArn } = await run(states(PASS), [1, 2, 3]);
    const mapRunArn = await mapRunOf(executionArn);
    expect(mapRunArn).toMatch(/:mapRun:machine-\d+\/lab:[0-9a-f-]{36}$/);
    const described = await world.sfn.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      executionArn,
      itemCounts: { total: 3, succeeded: 3, running: 0, failed: 0, pending: 0 },
      executionCounts: { total: 3, succeeded: 3 },
    });
    const { executions = [] } = await world.sfn.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions).toHaveLength(3);
    const child = await world.sfn.send(new DescribeExecutionCommand({ executionArn: executions[0]?.executionArn }));
    expect(child).toMatchObject({ mapRunArn, status: 'SUCCEEDED', input: '3' });
  });

  it.each([
    ['nothing where no failure is borne', {}, [1, 13], 'FAILED'],
    ['more than ToleratedFailureCount', { ToleratedFailureCount: 1 }, [13, 13, 1], 'FAILED'],
    ['more than ToleratedFailurePercentage', { ToleratedFailurePercentage: 49 }, [13, 1], 'FAILED'],
    ['no more than ToleratedFailureCount', { ToleratedFailureCount: 1 }, [13, 1], 'SUCCEEDED'],
    ['no more than ToleratedFailurePercentage', { ToleratedFailurePercentage: 50 }, [13, 1], 'SUCCEEDED'],
  ])('of %s', async (_name, more, items, status) => {
    const done = await run(states(CHOOSY, more), items);
    expect(done.status).toBe(status);
    if (status === 'FAILED') expect(done.error).toBe('States.ExceedToleratedFailureThreshold');
    else expect(done.output).toBe('[1]');
  });

  it('begins no more children than MaxConcurrency, which can be changed on the way', async () => {
    const executionArn = await world.start(await world.machine(states(WAIT, { MaxConcurrency: 1 })), [1, 2, 3, 4]);
    let mapRunArn = '';
    while (mapRunArn === '') mapRunArn = await mapRunOf(executionArn);
    const running = async () =>
      (await world.sfn.send(new DescribeMapRunCommand({ mapRunArn }))).executionCounts?.running;
    while ((await running()) !== 1);
    await world.sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3 }));
    while ((await running()) !== 3);
    await world.sfn.send(new StopExecutionCommand({ executionArn }));
    expect(await world.sfn.send(new DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
      status: 'ABORTED',
      executionCounts: { running: 0, aborted: 3 },
    });
    await expect(world.sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3 }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('is redriven with the children that did not succeed', async () => {
    const { executionArn } = await run(states(CHOOSY, { MaxConcurrency: 1 }), [1, 13, 2]);
    await world.sfn.send(new RedriveExecutionCommand({ executionArn }));
    const again = await world.ended(executionArn ?? '');
    expect(again).toMatchObject({ status: 'FAILED', redriveCount: 1 });
    const described = await world.sfn.send(new DescribeMapRunCommand({ mapRunArn: await mapRunOf(executionArn) }));
    expect(described).toMatchObject({
      redriveCount: 1,
      status: 'FAILED',
      executionCounts: { succeeded: 1, failed: 1 },
    });
    expect((await world.history(executionArn ?? '')).map(({ type }) => type)).toContain('MapRunRedriven');
  });

  it('writes its results into the bucket', async () => {
    const writer = {
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'items', Prefix: 'out' } },
      ToleratedFailureCount: 1,
    };
    const done = await run(states(CHOOSY, writer), [1, 13]);
    const { ResultWriterDetails } = JSON.parse(done.output ?? '') as {
      ResultWriterDetails: { Bucket: string; Key: string };
    };
    const read = async (Key: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'items', Key }));
      return JSON.parse((await Body?.transformToString()) ?? '') as unknown;
    };
    const manifest = (await read(ResultWriterDetails.Key)) as { ResultFiles: Record<string, { Key: string }[]> };
    expect(manifest.ResultFiles.PENDING).toEqual([]);
    expect(await read(manifest.ResultFiles.SUCCEEDED?.[0]?.Key ?? '')).toMatchObject([
      { Input: '1', Output: '1', Status: 'SUCCEEDED' },
    ]);
    expect(await read(manifest.ResultFiles.FAILED?.[0]?.Key ?? '')).toMatchObject([
      { Input: '13', Error: 'Unlucky', Status: 'FAILED' },
    ]);
  });

  it('may have EXPRESS children', async () => {
    const done = await run(states(PASS, {}, { ExecutionType: 'EXPRESS' }), [1, 2]);
    expect(done.output).toBe('[1,2]');
    const { executions = [] } = await world.sfn.send(
      new ListExecutionsCommand({ mapRunArn: await mapRunOf(done.executionArn) }),
    );
    expect(executions[0]?.executionArn).toMatch(/:express:machine-\d+\/lab:/);
  });
});
