import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRoleCommand, DeleteRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { InvokeCommand, type InvokeCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFunction, zipOf } from '../../../../support/lambda.ts';

let emulator: TestEmulator;
let lambda: LambdaClient;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  lambda = new LambdaClient(emulator.client);
});
afterAll(() => emulator.stop());

async function call(FunctionName: string, event?: unknown, more: Partial<InvokeCommandInput> = {}) {
  const payload = event === undefined ? {} : { Payload: JSON.stringify(event) };
  const {
    Payload: answer,
    LogResult,
    ...rest
  } = await lambda.send(new InvokeCommand({ FunctionName, ...payload, ...more }));
  const text = Buffer.from(answer ?? []).toString();
  return {
    ...rest,
    text,
    json: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
    log: Buffer.from(LogResult ?? '', 'base64').toString(),
  };
}

const made = (code: string, more = {}) => createFunction(emulator, `f${++serial}`, code, more);

describe('what a function answers', () => {
  it.each<[string, string, unknown, unknown]>([
    ['its event', 'exports.handler = async (event) => event', { a: [1, 'é', null] }, { a: [1, 'é', null] }],
    ['an empty object for no payload', 'exports.handler = async (event) => event', undefined, {}],
    ['null for nothing', 'exports.handler = async () => {}', {}, null],
    ['a plain value', 'exports.handler = () => 7', {}, 7],
    [
      'its context',
      'exports.handler = async (_, c) => [c.functionName, c.functionVersion, c.memoryLimitInMB, c.getRemainingTimeInMillis() > 2000]',
      {},
      [expect.stringMatching(/^f\d+$/), '$LATEST', '128', true],
    ],
    [
      'its environment',
      'exports.handler = async () => [process.env.AWS_REGION, process.env.TZ, process.env.HOME, process.env.AWS_ACCESS_KEY_ID.slice(0, 4)]',
      {},
      ['us-east-1', ':UTC', null, 'ASIA'],
    ],
  ])('%s', async (_, code, event, answer) => {
    const { StatusCode, ExecutedVersion, FunctionError, json } = await call(await made(code), event);
    expect({ StatusCode, ExecutedVersion, FunctionError, json }).toEqual({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      FunctionError: undefined,
      json: answer,
    });
  });

  it('through the callback of earlier runtimes', async () => {
    const code = 'exports.handler = (event, _, done) => setTimeout(() => done(null, event), 5)';
    expect((await call(await made(code, { Runtime: 'nodejs22.x' }), 5)).json).toBe(5);
  });

  it.each<[string, Record<string, string>, string]>([
    ['an ES module', { 'index.mjs': 'await 0; export const handler = async () => 1' }, 'index.handler'],
    [
      'a package of modules',
      { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => 1' },
      'index.handler',
    ],
    ['a default export', { 'index.mjs': 'export default { handler: async () => 1 }' }, 'index.handler'],
    ['a folder and a nested export', { 'a/b.js': 'exports.c = { d: async () => 1 }' }, 'a/b.c.d'],
    [
      'its own packages',
      { 'index.js': 'exports.handler = async () => require("one")', 'node_modules/one/index.js': 'module.exports = 1' },
      'index.handler',
    ],
    [
      "AWS's SDK, which the runtime brings",
      {
        'index.mjs':
          'import { SQSClient } from "@aws-sdk/client-sqs"; export const handler = async () => (SQSClient ? 1 : 0)',
      },
      'index.handler',
    ],
  ])('from %s', async (_, files, Handler) => {
    const name = await made('', { Handler, Code: { ZipFile: zipOf(files) } });
    expect((await call(name)).json).toBe(1);
  });
});

describe('what a function fails with', () => {
  it.each<[string, string, object, Record<string, unknown>]>([
    [
      'its own error',
      'exports.handler = async () => { throw Object.assign(new Error("no"), { name: "Mine" }) }',
      {},
      {
        errorType: 'Mine',
        errorMessage: 'no',
        trace: expect.arrayContaining([expect.stringContaining('/var/task/index.js:1')]),
      },
    ],
    [
      'a value that is no error',
      'exports.handler = async () => { throw "no" }',
      {},
      { errorType: 'string', errorMessage: 'no', trace: [] },
    ],
    [
      'a missing module',
      'require("left-pad")',
      {},
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: expect.stringContaining("Error: Cannot find module 'left-pad'"),
        trace: expect.anything(),
      },
    ],
    [
      'a package of the host',
      'exports.handler = async () => require("fflate")',
      {},
      {
        errorType: 'Error',
        errorMessage: expect.stringContaining("Cannot find module 'fflate'"),
        trace: expect.anything(),
      },
    ],
    [
      'a missing file',
      '',
      { Handler: 'other.handler' },
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Error: Cannot find module 'other'\nRequire stack:\n- /var/runtime/index.mjs",
        trace: expect.anything(),
      },
    ],
    [
      'a missing export',
      '',
      {},
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'index.handler is undefined or not exported',
        trace: expect.anything(),
      },
    ],
    [
      'no function',
      'exports.handler = 1',
      {},
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'index.handler is not a function',
        trace: expect.anything(),
      },
    ],
    [
      'bad syntax',
      'exports.handler = (',
      {},
      {
        errorType: 'Runtime.UserCodeSyntaxError',
        errorMessage: expect.stringContaining('SyntaxError: '),
        trace: expect.anything(),
      },
    ],
    [
      'a callback in Node.js 24',
      'exports.handler = (a, b, c) => c()',
      {},
      {
        errorType: 'Runtime.CallbackHandlerDeprecated',
        errorMessage: expect.stringContaining('removed support for callback-based'),
        trace: expect.anything(),
      },
    ],
    [
      'a value that is no JSON',
      'exports.handler = async () => 1n',
      {},
      {
        errorType: 'Runtime.JSONStringifyError',
        errorMessage: 'Unable to stringify response body',
        trace: expect.anything(),
      },
    ],
    [
      'an exit',
      'exports.handler = async () => process.exit(3)',
      {},
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/^RequestId: [\w-]+ Error: Runtime exited with error: exit status 3$/),
      },
    ],
    [
      'an uncaught exception',
      'exports.handler = () => new Promise(() => setTimeout(() => { throw new TypeError("late") }, 1))',
      {},
      { errorType: 'TypeError', errorMessage: 'late', trace: expect.anything() },
    ],
    [
      'an unhandled rejection',
      'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")) })',
      {},
      { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: lost', trace: expect.anything() },
    ],
    [
      'more memory than it has',
      'exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }',
      {},
      {
        errorType: 'Runtime.OutOfMemory',
        errorMessage: expect.stringContaining('Runtime exited with error: signal: killed'),
      },
    ],
    [
      'too large an answer',
      'exports.handler = async () => "x".repeat(7e6)',
      {},
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      },
    ],
  ])('%s', async (_, code, more, error) => {
    const { StatusCode, FunctionError, json } = await call(await made(code, more), {});
    expect({ StatusCode, FunctionError, json }).toEqual({ StatusCode: 200, FunctionError: 'Unhandled', json: error });
  });

  it('its timeout, by the clock', async () => {
    const name = await made('exports.handler = () => new Promise(() => console.log("begun"))');
    const answer = call(name, {}, { LogType: 'Tail' });
    let isDone = false;
    void answer.then(() => (isDone = true));
    while (!isDone) await emulator.clock?.advance(1000);
    const { json, FunctionError, log } = await answer;
    expect(FunctionError).toBe('Unhandled');
    expect(json).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [\w-]+ Error: Task timed out after 3.00 seconds$/),
    });
    expect(log).toMatch(/Status: timeout/);
  });
});

describe('logs', () => {
  it('are those of Lambda in the text format, and reach the log group under the role', async () => {
    const name = await made(
      'console.log("init"); exports.handler = async () => { console.warn("a %d", 1); process.stdout.write("raw\\n") }',
    );
    const { log } = await call(name, {}, { LogType: 'Tail' });
    const id = '[0-9a-f-]{36}';
    expect(log.split('\n')).toEqual([
      expect.stringMatching(
        /^INIT_START Runtime Version: nodejs:24\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/,
      ),
      expect.stringMatching(new RegExp(`^START RequestId: ${id} Version: \\$LATEST$`)),
      expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z\tundefined\tINFO\tinit$/),
      expect.stringMatching(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\t${id}\tWARN\ta 1$`)),
      'raw',
      expect.stringMatching(new RegExp(`^END RequestId: ${id}$`)),
      expect.stringMatching(
        new RegExp(
          `^REPORT RequestId: ${id}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms\t$`,
        ),
      ),
    ]);
    await emulator.clock?.advance(1000);
    const logs = new CloudWatchLogsClient(emulator.client);
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/f${serial}` }));
    expect(events).toHaveLength(7);
    expect(events[0]?.logStreamName).toMatch(/^2026\/11\/23\/\[\$LATEST\][0-9a-f]{32}$/);
    expect((await call(name, {}, { LogType: 'Tail' })).log).not.toContain('INIT_START');
  });

  it('are JSON where that is asked for, from the level on that is', async () => {
    const code =
      'exports.handler = async () => { console.debug("no"); console.info({ a: 1 }); console.error("b", new TypeError("bad")) }';
    const name = await made(code, { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO' } });
    const { log } = await call(name, {}, { LogType: 'Tail' });
    const lines = log.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ type, level, message }) => [type ?? level, message])).toEqual([
      ['platform.initStart', undefined],
      ['platform.start', undefined],
      ['INFO', { a: 1 }],
      ['ERROR', expect.stringMatching(/^b TypeError: bad/)],
      ['platform.report', undefined],
    ]);
    expect(lines[3]).toMatchObject({ errorType: 'TypeError', errorMessage: 'bad', requestId: expect.any(String) });
  });
});

it('stands still between invocations, and keeps what it has in memory', async () => {
  const name = await made(
    'let ticks = 0, calls = 0; setInterval(() => ticks++, 1); exports.handler = async () => ({ ticks, calls: ++calls })',
  );
  const first = (await call(name)).json as { ticks: number };
  const until = performance.now() + 100;
  while (performance.now() < until) await new Promise((done) => setImmediate(done));
  expect((await call(name)).json).toEqual({ calls: 2, ticks: expect.any(Number) });
  expect(((await call(name)).json as { ticks: number }).ticks).toBeLessThan(first.ticks + 20);
});

it('gives the client context and passes a dry run without running', async () => {
  const name = await made('exports.handler = async (_, { clientContext }) => clientContext');
  const ClientContext = Buffer.from('{"custom":{"a":1}}').toString('base64');
  expect((await call(name, {}, { ClientContext })).json).toEqual({ custom: { a: 1 } });
  expect(await call(name, {}, { InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204, text: '' });
});

describe('what is refused', () => {
  it.each<[string, Partial<InvokeCommandInput>, string, string | RegExp]>([
    [
      'a payload that is no JSON',
      { Payload: 'nope' },
      'InvalidRequestContentException',
      /^Could not parse request body into json: Could not parse payload into json: Unrecognized token 'nope'/,
    ],
    ['a payload cut off', { Payload: '{"a":' }, 'InvalidRequestContentException', /Unexpected end-of-input/],
    [
      'a payload over 6 MB',
      { Payload: `"${'x'.repeat(6 * 2 ** 20)}"` },
      'RequestTooLargeException',
      'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    ],
    [
      'an event over 1 MB',
      { Payload: `"${'x'.repeat(2 ** 20)}"`, InvocationType: 'Event' },
      'RequestTooLargeException',
      'Request must be smaller than 1048576 bytes for the InvokeFunction operation',
    ],
    [
      'a client context that is no JSON',
      { ClientContext: 'eA==' },
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    ],
    [
      'a function that is not there',
      { FunctionName: 'missing' },
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:000000000000:function:missing',
    ],
    [
      'a version that is not there',
      { Qualifier: '9' },
      'ResourceNotFoundException',
      /^Function not found: arn:aws:lambda:us-east-1:000000000000:function:f\d+:9$/,
    ],
    [
      'two qualifiers',
      { FunctionName: 'f:1', Qualifier: '2' },
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    ],
    [
      'another region',
      { FunctionName: 'arn:aws:lambda:eu-west-1:000000000000:function:f' },
      'ResourceNotFoundException',
      "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    ],
  ])('%s', async (_, input, name, message) => {
    const FunctionName = await made('exports.handler = async () => 1');
    const refused = lambda.send(new InvokeCommand({ FunctionName, ...input }));
    await expect(refused).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });

  it('a role that is gone', async () => {
    const name = await made('');
    const iam = new IAMClient(emulator.client);
    const RoleName = `f${serial}-role`;
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'own' }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(call(name)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  it('a runtime that cannot be run here', async () => {
    const name = await made('', { Runtime: 'python3.13' });
    await expect(call(name)).rejects.toMatchObject({
      name: 'InvalidRuntimeException',
      $metadata: { httpStatusCode: 502 },
    });
  });
});
