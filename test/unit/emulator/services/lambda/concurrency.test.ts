import * as L from '@aws-sdk/client-lambda';
import { testEmulator } from '../../../../support/emulator.ts';
import { type FunctionsWorld, functionsWorld } from '../../../../support/functions-world.ts';

let world: FunctionsWorld;

beforeAll(async () => {
  world = await functionsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('concurrency', () => {
  it('a function without any is throttled, and the account keeps a hundred', async () => {
    const FunctionName = await world.made();
    const reserve = (ReservedConcurrentExecutions: number) =>
      world.lambda.send(new L.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
    await reserve(0);
    await expect(world.call(FunctionName)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate Exceeded.',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
    await expect(reserve(901)).rejects.toMatchObject({
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    await reserve(1);
    expect((await world.lambda.send(new L.GetFunctionCommand({ FunctionName }))).Concurrency).toEqual({
      ReservedConcurrentExecutions: 1,
    });
    await world.lambda.send(new L.DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect(await world.call(FunctionName)).toBe('$LATEST');
  });

  it('one at a time is one at a time', async () => {
    const FunctionName = await world.made({}, 'exports.handler = () => new Promise((done) => setTimeout(done, 200))');
    await world.lambda.send(new L.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
    const results = await Promise.allSettled([
      world.call(FunctionName),
      world.call(FunctionName),
      world.call(FunctionName),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});
