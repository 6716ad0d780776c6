import { setTimeout as pause } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { ClientOptions } from './client-options.ts';

export interface ReplayResult {
  readonly planId: string;
  /** As Step Functions names them. */
  readonly state: string;
}

/** The replay function refused; the message is its own. */
export class ReplayError extends Error {
  override name = 'ReplayError';
}

const RUNNING: ReadonlySet<string> = new Set(['NOT_STARTED', 'RUNNING']);

/** Plans a replay of a window through the application's own `replay` function, starts it, and waits for its end. @throws ReplayError */
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
  const { planId } = await invoke({
    action: 'plan',
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    rules: window.rules,
  });
  let result = await invoke({ action: 'start', planId });
  while (RUNNING.has(result.state)) {
    await pause(250);
    result = await invoke({ action: 'status', planId });
  }
  return result;
}
