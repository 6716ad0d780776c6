import type { ReplayDestination } from '@aws-sdk/client-eventbridge';
import type { Place } from '../../../core/arn.ts';
import { parseEventsArn, splitRuleName } from '../arns.ts';
import { type Bus, requireBus } from '../buses/bus.ts';
import { doesNotExist, invalidParameter } from '../errors.ts';
import { requireRule } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';

/**
 * The bus that events are replayed to.
 * @throws AwsError `ValidationException`, `ResourceNotFoundException`
 */
export function destinationBusOf(state: EventsState, { Arn = '' }: ReplayDestination, context: Place): Bus {
  const arn = parseEventsArn(Arn);
  if (arn?.kind !== 'event-bus') throw invalidParameter('Destination.Arn', 'Must contain an event bus ARN.');
  if (arn.accountId !== context.accountId) throw doesNotExist('Event bus', arn.name);
  return requireBus(state, Arn, context);
}

/**
 * The rules that may take the events: rules of the destination's bus.
 * @throws AwsError `ValidationException`, `ResourceNotFoundException`
 */
export function checkFilters(state: EventsState, { FilterArns = [] }: ReplayDestination, bus: Bus): void {
  for (const text of FilterArns) {
    const arn = parseEventsArn(text);
    const ref = arn?.kind === 'rule' ? splitRuleName(arn.name) : undefined;
    if (!ref || ref.bus !== bus.name || arn?.accountId !== bus.accountId || arn.region !== bus.region) {
      throw invalidParameter('Destination.FilterArns', 'Rule must be on the destination event bus.');
    }
    requireRule(state, bus, ref.rule);
  }
}
