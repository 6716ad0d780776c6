import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge';
import type { EventsWorld } from './events-world.ts';

/** A request that must be refused: a name, what is sent, the error's name, and its message or a part of it. */
export type Refusal = readonly [
  name: string,
  command: object | (() => object | Promise<object>),
  error: string,
  message?: string | RegExp,
];

/** A name of that length, for the rows that are too long. */
export const long = (length: number): string => 'a'.repeat(length);

/** Sends EventBridge what it must refuse, and looks at the refusal. */
export async function expectRefusal(
  { events }: EventsWorld,
  command: Refusal[1],
  error: string,
  message: string | RegExp = /./,
): Promise<void> {
  const made: unknown = typeof command === 'function' ? await command() : command;
  const outcome = await events.send(made as never).then(
    (output) => output,
    (problem: unknown) => problem,
  );
  if (!(outcome instanceof EventBridgeServiceException)) throw new Error(`not refused: ${JSON.stringify(outcome)}`);
  expect(outcome.name).toBe(error);
  if (typeof message === 'string') expect(outcome.message).toBe(message);
  else expect(outcome.message).toMatch(message);
  expect(outcome.$metadata.httpStatusCode).toBe(400);
}

/** One test for each refusal. @param world asked for when the test runs, by when `beforeAll` has made it */
export function itRefuses(world: () => EventsWorld, refusals: readonly Refusal[]): void {
  for (const [name, command, error, message] of refusals) {
    it(name, () => expectRefusal(world(), command, error, message));
  }
}
