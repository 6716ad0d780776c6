import type { Place } from '../../../core/arn.ts';
import { parseEventsArn } from '../arns.ts';
import { type Bus, requireBus } from '../buses/bus.ts';
import { doesNotExist, invalidParameter, limitExceeded } from '../errors.ts';
import { checkPattern } from '../pattern.ts';
import { MOST_RULES } from '../rules/put-rule.ts';
import { rulesOf } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';

/**
 * The bus that an archive is made for: one of the caller's own.
 * @throws AwsError `ValidationException`, `ResourceNotFoundException`
 */
export function sourceBusOf(state: EventsState, arn: string, { accountId, region }: Place): Bus {
  const parsed = parseEventsArn(arn);
  if (parsed?.kind !== 'event-bus') throw invalidParameter('EventSourceArn', 'Must contain an event bus ARN.');
  const place = { accountId, region };
  if (parsed.accountId !== accountId || parsed.region !== region) throw doesNotExist('Event bus', parsed.name);
  return requireBus(state, arn, place);
}

/** An empty pattern text counts as none. @throws AwsError `InvalidEventPatternException` */
export function archivePatternOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  checkPattern(text);
  return text;
}

/** An archive's managed rule takes one of the bus's places. @throws AwsError `LimitExceededException` */
export function refuseTooManyRules(state: EventsState, bus: Bus): void {
  if (rulesOf(state, bus, bus.name).length >= MOST_RULES) throw limitExceeded();
}
