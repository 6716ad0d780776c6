import { setTimeout as pause } from 'node:timers/promises';
import { DeleteFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { ClientOptions } from '../start/client-options.ts';

/** Milliseconds. */
const FOR = 1500;

/** Lets no call of a function through for a while in which the work begins; waits for the work. */
export async function throttledFor(
  options: ClientOptions,
  FunctionName: string,
  work: () => Promise<void>,
): Promise<void> {
  const client = new LambdaClient(options);
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  const lift = async (): Promise<void> => {
    await pause(FOR);
    await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  };
  await Promise.all([work(), lift()]);
}
