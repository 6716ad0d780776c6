import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../why/explain-event.ts';
import type { Matches } from '../why/find-failing-clause.ts';
import { eventbridge } from './eventbridge.ts';

/** Asks EventBridge itself whether an event matches. */
export const patternTest = ({ json }: BusEvent): Matches => {
  const Event = JSON.stringify(json);
  return async (pattern) => {
    const { Result = false } = await eventbridge.send(
      new TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event }),
    );
    return Result;
  };
};
