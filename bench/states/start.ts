import { openConnection } from '../support/load-connection.ts';
import type { Bed } from './service.ts';

const CONNECTIONS = 16;

/** Sends StartExecution so many times over some connections; gives how many a second were answered. */
export async function startMany(bed: Bed, stateMachineArn: string, input: object, count: number): Promise<number> {
  const body = JSON.stringify({ stateMachineArn, input: JSON.stringify(input) });
  const connections = await Promise.all(
    Array.from({ length: CONNECTIONS }, () => openConnection(bed.emulator.endpoint)),
  );
  let left = count;
  const begun = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (left-- > 0) await connection.call('AWSStepFunctions.StartExecution', body);
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const connection of connections) connection.close();
  return Math.round(count / seconds);
}
