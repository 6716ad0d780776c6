import { Agent } from 'node:http';
import { seededIds } from '../../../../../emulator/core/ids.ts';
import { modelOf, shapeOf } from '../../../../../emulator/wire/model.ts';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFuzz } from '../../../../support/fuzz.ts';
import { sendRaw, signedFor } from '../../../../support/raw-request.ts';

const REQUESTS = 10_000;
const AT_ONCE = 16;

const ids = seededIds(20_261_124);
const model = modelOf('events');
const operations = Object.keys(model.operations);
const fuzz = createFuzz(ids);

interface Sent {
  readonly target: string;
  readonly body: string | Buffer;
}

function nextRequest(): Sent {
  const operation = fuzz.pick(operations);
  const input = shapeOf(model, model.operations[operation]?.input);
  const body = JSON.stringify(fuzz.value(model, input));
  if (ids.random() < 0.15) return { target: `AWSEvents.${operation}`, body: fuzz.broken(body) };
  if (ids.random() < 0.03)
    return { target: `AWSEvents.${fuzz.pick(['Nonsense', '', 'ReceiveEvent', 'ForwardEvent', 'constructor'])}`, body };
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

const send = async ({ target, body }: Sent): Promise<{ status: number; answer: string }> => {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': target,
    authorization: signedFor('events'),
  };
  const answer = await sendRaw(emulator.endpoint, agent, { method: 'POST', path: '/', headers, body });
  return { status: answer.status, answer: answer.body.toString('utf8') };
};

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
