import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge';

/** A request that must be refused: a name, what is sent, the error's name, and its message or a part of it. */
export type Refusal = readonly [
  name: string,
  command: object | (() => object | Promise<object>),
  error: string,
  message?: string | RegExp,
];

/** Sends what must be refused, and looks at the refusal. */
export async function expectRefusal(
  send: (command: never) => Promise<unknown>,
  command: Refusal[1],
  error: string,
  message: string | RegExp = /./,
): Promise<void> {
  const made: unknown = typeof command === 'function' ? await command() : command;
  const outcome = await send(made as never).then(
    (output) => output,
    (problem: unknown) => problem,
  );
  if (!(outcome instanceof EventBridgeServiceException)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  expect(outcome.name).toBe(error);
  if (typeof message === 'string') expect(outcome.message).toBe(message);
  else expect(outcome.message).toMatch(message);
  expect(outcome.$metadata.httpStatusCode).toBe(400);
}

/** One test for each refusal. */
export function itRefuses(send: (command: never) => Promise<unknown>, refusals: readonly Refusal[]): void {
  for (const [name, command, error, message] of refusals) {
    it(name, () => expectRefusal(send, command, error, message));
  }
}
