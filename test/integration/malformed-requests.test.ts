import { Agent } from 'node:http';
import { seededIds } from '../../emulator/core/ids.ts';
import type { ServiceId } from '../../emulator/core/service.ts';
import { modelOf, type Protocol, shapeOf, sqsQueryModel } from '../../emulator/wire/model.ts';
import { type TestEmulator, testEmulator } from '../support/emulator.ts';
import { createFuzz } from '../support/fuzz.ts';
import { type RawRequest, sendRaw } from '../support/raw-request.ts';
import { encodeRequest, errorCodeOf, type Speaker } from '../support/wire-requests.ts';

// Requests that no client library would send, to every service in every protocol it speaks. EventBridge
// has ten thousand more of its own in test/unit/emulator/services/events/fuzz.test.ts.
const FUZZED = 400;
const AT_ONCE = 8;

const speaker = (id: ServiceId, protocol?: Protocol, signingName: string = id): Speaker => {
  const model = protocol === 'query' && id === 'sqs' ? sqsQueryModel() : modelOf(id);
  return { model, protocol: protocol ?? model.metadata.protocol, signingName };
};
const SPEAKERS: readonly Speaker[] = [
  speaker('apigateway'),
  speaker('cloudformation'),
  speaker('cloudtrail'),
  speaker('cloudwatch', 'smithy-rpc-v2-cbor', 'monitoring'),
  speaker('cloudwatch', 'json', 'monitoring'),
  speaker('cloudwatch', 'query', 'monitoring'),
  speaker('dynamodb'),
  speaker('dynamodbstreams', 'json', 'dynamodb'),
  speaker('events'),
  speaker('iam'),
  speaker('kms'),
  speaker('lambda'),
  speaker('logs'),
  speaker('s3'),
  speaker('secretsmanager'),
  speaker('sns'),
  speaker('sqs'),
  speaker('sqs', 'query'),
  speaker('ssm'),
  speaker('states'),
  speaker('sts'),
];
const ROWS = SPEAKERS.map((each): [string, Speaker] => [`${each.model.metadata.serviceId} ${each.protocol}`, each]);

let emulator: TestEmulator;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
beforeAll(async () => {
  emulator = await testEmulator({ realTime: true });
});
afterAll(async () => {
  agent.destroy();
  await emulator.stop();
});
let seen = 0;
afterEach(() => {
  const reported = emulator.reported.slice(seen);
  seen = emulator.reported.length;
  expect(reported).toEqual([]);
});

interface Sent {
  readonly name: string;
  readonly request: RawRequest;
}

/** What is wrong with an answer; undefined where it is AWS's refusal. */
async function faultOf(
  { name, request }: Sent,
  taken: 'refused' | 'answered' = 'refused',
): Promise<string | undefined> {
  const answer = await sendRaw(emulator.endpoint, agent, request);
  if (taken === 'answered' && answer.status >= 200 && answer.status < 400) return undefined;
  const bodiless = request.method === 'HEAD';
  const code = bodiless ? 'none' : errorCodeOf(answer);
  const refused = (answer.status >= 400 && answer.status < 500) || (answer.status === 501 && code === 'NotImplemented');
  if (refused && code !== undefined && !code.startsWith('Internal')) return undefined;
  return `${name}: ${answer.status} ${answer.body.toString('utf8').slice(0, 200)} to ${request.method} ${request.path} ${String(request.body).slice(0, 200)}`;
}

async function faultsOf(sent: readonly Sent[], taken?: 'answered'): Promise<string[]> {
  const left = [...sent];
  const faults: string[] = [];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const fault = await faultOf(next, taken);
      if (fault !== undefined) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return faults;
}

const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  string: [{}, [], 1, true],
  boolean: [{}, 'yes', 1],
  blob: [{}, 1, []],
  timestamp: [{}, [], true],
  structure: ['text', 1, []],
  map: ['text', 1, []],
  list: ['text', 1, {}],
};
const NUMBER = [{}, [], true, 'text'];

/** Every member of every operation once with a value of each wrong type. */
function* wrongTypes(each: Speaker): Generator<Sent> {
  for (const [operation, { input }] of Object.entries(each.model.operations)) {
    for (const [member, ref] of Object.entries(shapeOf(each.model, input).members ?? {})) {
      if (ref.location !== undefined) continue;
      const shape = shapeOf(each.model, ref);
      if (shape.document || member === shapeOf(each.model, input).payload) continue;
      for (const value of WRONG[shape.type] ?? NUMBER)
        yield { name: `${operation}.${member}`, request: encodeRequest(each, operation, { [member]: value }) };
    }
  }
}

/** Operations that say in their model that they cannot do without something. */
const demanding = ({ model }: Speaker): string[] =>
  Object.keys(model.operations).filter((name) => {
    const shape = shapeOf(model, model.operations[name]?.input);
    return shape.required?.some((member) => shape.members?.[member]?.location !== 'uri');
  });

describe.each(ROWS)('%s', (_name, each) => {
  const operations = Object.keys(each.model.operations);
  const inBodies = operations.filter((name) => {
    const shape = shapeOf(each.model, each.model.operations[name]?.input);
    const { method } = each.model.operations[name]?.http ?? {};
    const text = Object.entries(shape.members ?? {}).some(
      ([member, ref]) =>
        ref.location === undefined && !(member === shape.payload && shapeOf(each.model, ref).type !== 'structure'),
    );
    return text && method !== 'GET' && method !== 'DELETE';
  });

  it('refuses operations that there are not', async () => {
    const names = ['Nonsense', 'constructor', '__proto__', 'toString', '', 'a'.repeat(5_000)];
    expect(await faultsOf(names.map((name) => ({ name, request: encodeRequest(each, name, {}) })))).toEqual([]);
  });

  it('refuses a body that is none', async () => {
    const bodies =
      each.protocol === 'query'
        ? ['%', '%zz=%', '&&&', '{"Action":"x"}', '\u0000', 'Action', 'Action=', '=x']
        : ['{', '[', 'null', '"text"', '[]', '\u0000', '{"a":}', '<', '<a>', Buffer.from([0xff, 0xfe, 0x9f, 0xbf])];
    const sent = inBodies
      .slice(0, 10)
      .flatMap((name) => bodies.map((body) => ({ name, request: encodeRequest(each, name, {}, body) })));
    expect(await faultsOf(sent)).toEqual([]);
  });

  it('refuses an input without what it must have', async () => {
    const sent = demanding(each).map((name) => ({ name, request: encodeRequest(each, name, {}) }));
    expect(await faultsOf(sent)).toEqual([]);
  });

  if (each.protocol !== 'query' && each.protocol !== 'rest-xml')
    it('refuses values of a wrong type', async () => {
      expect(await faultsOf([...wrongTypes(each)])).toEqual([]);
    });

  it('refuses a body that is too large', async () => {
    const [name = ''] = inBodies;
    const size = { DynamoDB: 17, Lambda: 71 }[each.model.metadata.serviceId] ?? 11;
    if (each.model.metadata.serviceId === 'S3') return;
    const request = encodeRequest(each, name, {}, 'x'.repeat(size * 2 ** 20));
    expect(errorCodeOf(await sendRaw(emulator.endpoint, agent, request))).toBe('RequestEntityTooLargeException');
  });

  it(`meets ${FUZZED} requests with nothing but AWS's answers`, async () => {
    const ids = seededIds(20_261_124);
    const fuzz = createFuzz(ids);
    const sent = Array.from({ length: FUZZED }, (): Sent => {
      const name = fuzz.pick(operations);
      const input = fuzz.value(each.model, shapeOf(each.model, each.model.operations[name]?.input));
      const request = encodeRequest(each, name, input);
      if (ids.random() > 0.15) return { name, request };
      return { name, request: { ...request, body: fuzz.broken(String(request.body)) } };
    });
    expect(await faultsOf(sent, 'answered')).toEqual([]);
  });
});
