import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFunction } from '../../../../support/lambda.ts';

let emulator: TestEmulator;
let lambda: LambdaClient;

beforeAll(async () => {
  emulator = await testEmulator();
  lambda = new LambdaClient(emulator.client);
});
afterAll(() => emulator.stop());

/**
 * The environments, by their log streams, that so many calls at a time were answered by.
 * @param milliseconds that each call takes: longer than a busy machine lets a call wait for a warm environment
 */
async function environments(FunctionName: string, calls: number, milliseconds = 2500): Promise<Set<string>> {
  const Payload = JSON.stringify({ milliseconds });
  const answers = await Promise.all(
    Array.from({ length: calls }, () => lambda.send(new InvokeCommand({ FunctionName, Payload }))),
  );
  return new Set(answers.map(({ Payload }) => Buffer.from(Payload ?? []).toString()));
}
const CODE = `exports.handler = ({ milliseconds }) => new Promise((done) => setTimeout(() => done(process.env.AWS_LAMBDA_LOG_STREAM_NAME), milliseconds))`;

it('calls at the same time get environments of their own; the last stays warm, the others half a minute', async () => {
  await createFunction(emulator, 'warm', CODE, { Timeout: 900 });
  const burst = await environments('warm', 2);
  expect(burst.size).toBe(2);
  expect(await environments('warm', 2, 300)).toEqual(burst);
  await emulator.clock?.advance(60_000);
  const [kept] = await environments('warm', 1, 1);
  expect(burst.has(kept ?? '')).toBe(true);
  const second = await environments('warm', 2);
  expect([...second].filter((stream) => burst.has(stream))).toEqual([kept]);
  await emulator.clock?.advance(10 * 60_000);
  const [last] = await environments('warm', 1, 1);
  expect(burst.has(last ?? '') || second.has(last ?? '')).toBe(false);
}, 30_000);
