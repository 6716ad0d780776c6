import { Agent, request } from 'node:http';
import { seededIds } from '../../../../../emulator/core/ids.ts';
import { modelOf, type Shape, shapeOf } from '../../../../../emulator/wire/model.ts';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

const REQUESTS = 10_000;
const AT_ONCE = 16;

const ids = seededIds(20_261_124);
const model = modelOf('events');
const operations = Object.keys(model.operations);
const below = (limit: number): number => Math.floor(ids.random() * limit);
const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;

const STRINGS = [
  '',
  ' ',
  'a',
  'default',
  '\u0000',
  '\ud800',
  '💥'.repeat(40),
  'a'.repeat(5_000),
  '../../etc/passwd',
  '%00',
  '{}',
  '[]',
  'null',
  '-1',
  '1e999',
  'arn:aws:events:us-east-1:000000000000:event-bus/default',
  'arn:aws:events:us-east-1:000000000000:rule/x',
  'arn:aws:::::',
  'arn:',
  'arn:aws:sqs:us-east-1:000000000000:q',
  'arn:aws:events:us-east-1:000000000000:archive/a',
  'aws.partner/a/b',
  '{"source":[{"wildcard":"*"}]}',
  '{"source":["a"]}',
  '{"a":',
  '{"$or":[{"a":[1]},{"b":[2]}]}',
  'rate(1 minute)',
  'cron(* * * * ? *)',
  '$.detail',
  '<a>',
  '__proto__',
  'constructor',
];
const NUMBERS = [0, -1, 1, 1.5, 101, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 86_400];
const OTHERS: readonly unknown[] = [null, true, false, {}, [], [[]], [null], { a: { b: { c: [] } } }, [{}], 'x', 7];

/** A value of a shape, about as good as it gets, with something wrong here and there. */
function fuzzed(shape: Shape, depth: number): unknown {
  if (ids.random() < 0.06) return pick(OTHERS);
  if (depth > 6) return null;
  switch (shape.type) {
    case 'structure': {
      const value: Record<string, unknown> = {};
      for (const [name, ref] of Object.entries(shape.members ?? {})) {
        const wanted = shape.required?.includes(name) ? 0.95 : 0.35;
        if (ids.random() < wanted) value[name] = fuzzed(shapeOf(model, ref), depth + 1);
      }
      if (ids.random() < 0.05) value[pick(STRINGS)] = pick(OTHERS);
      return value;
    }
    case 'list':
      return Array.from({ length: below(4) }, () => fuzzed(shapeOf(model, shape.member), depth + 1));
    case 'map':
      return Object.fromEntries(
        Array.from({ length: below(3) }, () => [pick(STRINGS), fuzzed(shapeOf(model, shape.value), depth + 1)]),
      );
    case 'string':
      return shape.enum && ids.random() < 0.8 ? pick(shape.enum) : pick(STRINGS);
    case 'boolean':
      return ids.random() < 0.5;
    default:
      return pick(NUMBERS);
  }
}

const DEEP = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

/** Bodies that are no request at all. */
const BROKEN: readonly ((body: string) => string | Buffer)[] = [
  (body) => body.slice(0, below(body.length)),
  (body) => body.replaceAll('"', "'"),
  (body) => `${body}${body}`,
  () => '',
  () => 'null',
  () => '[]',
  () => '"text"',
  () => DEEP,
  () => Buffer.from([0xff, 0xfe, 0x00, 0x80]),
  (body) => Buffer.from(body, 'utf16le'),
];

interface Sent {
  readonly target: string;
  readonly body: string | Buffer;
}

function nextRequest(): Sent {
  const operation = pick(operations);
  const input = shapeOf(model, model.operations[operation]?.input);
  const body = JSON.stringify(fuzzed(input, 0));
  if (ids.random() < 0.15) return { target: `AWSEvents.${operation}`, body: pick(BROKEN)(body) };
  if (ids.random() < 0.03)
    return { target: `AWSEvents.${pick(['Nonsense', '', 'ReceiveEvent', 'ForwardEvent', 'constructor'])}`, body };
  return { target: `AWSEvents.${operation}`, body };
}

let emulator: TestEmulator;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
beforeAll(async () => {
  emulator = await testEmulator();
});
afterAll(async () => {
  agent.destroy();
  await emulator.stop();
});

const send = ({ target, body }: Sent): Promise<{ status: number; answer: string }> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': target,
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/events/aws4_request, SignedHeaders=host, Signature=0',
    };
    const message = request(emulator.endpoint, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response.on('data', (chunk) => {
        answer += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, answer }));
    });
    message.on('error', reject);
    message.end(body);
  });

it('answers ten thousand malformed requests with refusals, and takes none for its own fault', async () => {
  let left = REQUESTS;
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const sent = nextRequest();
      const { status, answer } = await send(sent);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const refused =
        status >= 400 && status < 500 && typeof (JSON.parse(answer) as { __type?: unknown }).__type === 'string';
      if (!refused && status !== 200)
        faults.push(`${status} ${sent.target} ${String(sent.body).slice(0, 400)} → ${answer.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(faults).toEqual([]);
  expect(emulator.reported.filter((line) => line.startsWith('events failed'))).toEqual([]);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(REQUESTS * 0.6);
}, 60_000);
