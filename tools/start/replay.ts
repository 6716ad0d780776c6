import { setTimeout as pause } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { ClientOptions } from './client-options.ts';

export interface ReplayResult {
  readonly replayName: string;
  readonly state: string;
}

/** The replay function refused; the message is its own. */
export class ReplayError extends Error {
  override name = 'ReplayError';
}

const ENDED: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** Replays a window to one rule through the application's own `replay` function, and waits for its end. @throws ReplayError */
export async function replayWindow(
  client: ClientOptions,
  functionName: string,
  window: { readonly from: Date; readonly to: Date; readonly rules: readonly string[] },
): Promise<ReplayResult> {
  const lambda = new LambdaClient(client);
  const invoke = async (input: object): Promise<ReplayResult> => {
    const answer = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(input)) }),
    );
    const text = Buffer.from(answer.Payload ?? []).toString('utf8');
    if (answer.FunctionError) throw new ReplayError(text);
    return JSON.parse(text) as ReplayResult;
  };
  let result = await invoke({
    action: 'start',
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    rules: window.rules,
  });
  while (!ENDED.has(result.state)) {
    await pause(250);
    result = await invoke({ action: 'status', replayName: result.replayName });
  }
  return result;
}
