/** Five states, of which an execution goes through all: templates, a rule and two comparisons on the way. */
export const FIVE_STATES = {
  StartAt: 'Total',
  States: {
    Total: { Type: 'Pass', Parameters: { 'order.$': '$.order', total: 42 }, Next: 'Is it large' },
    'Is it large': {
      Type: 'Choice',
      Choices: [{ Variable: '$.total', NumericGreaterThan: 10, Next: 'Check' }],
      Default: 'Done',
    },
    Check: { Type: 'Pass', Result: { ok: true }, ResultPath: '$.checked', Next: 'Is it well' },
    'Is it well': {
      Type: 'Choice',
      Choices: [
        {
          And: [
            { Variable: '$.checked.ok', BooleanEquals: true },
            { Variable: '$.order', StringMatches: 'o-*' },
          ],
          Next: 'Done',
        },
      ],
      Default: 'Done',
    },
    Done: { Type: 'Pass', End: true },
  },
};

export const INPUT = { order: 'o-1', customer: { name: 'Ada', country: 'GB' } };

/** Waits longer than any benchmark runs. */
export const WAITING = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 86_400, End: true } } };

/** Every item of an object of JSON lines goes to a function, in a child execution of its own. */
export const mapOver = (bucket: string, key: string, functionArn: string, concurrency: number) => ({
  StartAt: 'Map',
  States: {
    Map: {
      Type: 'Map',
      MaxConcurrency: concurrency,
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Parameters: { Bucket: bucket, Key: key },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Task',
        States: { Task: { Type: 'Task', Resource: functionArn, End: true } },
      },
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: bucket, Prefix: 'results' } },
      ResultPath: null,
      End: true,
    },
  },
});
