import { formatArn, type Place, parseArn } from '../../core/arn.ts';

export const DEFAULT_BUS = 'default';

export const busArn = (place: Place, name: string): string => formatArn('events', place, `event-bus/${name}`);

/** The default bus is left out of the ARNs of its rules. */
export const ruleArn = (place: Place, bus: string, rule: string): string =>
  formatArn('events', place, bus === DEFAULT_BUS ? `rule/${rule}` : `rule/${bus}/${rule}`);

export const archiveArn = (place: Place, name: string): string => formatArn('events', place, `archive/${name}`);
export const replayArn = (place: Place, name: string): string => formatArn('events', place, `replay/${name}`);

/** Partner event sources belong to no account: a partner makes them, a customer takes them. */
export const eventSourceArn = (region: string, name: string): string =>
  `arn:aws:events:${region}::event-source/${name}`;

/** An ARN of this service, taken apart after its kind: `rule`, `event-bus`, `archive` … */
export interface EventsArn extends Place {
  readonly kind: string;
  readonly name: string;
}

/** The parts of an ARN of this service, or undefined where the text is none. */
export function parseEventsArn(text: string): EventsArn | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'events') return undefined;
  const slash = arn.resource.indexOf('/');
  if (slash < 0) return undefined;
  return {
    accountId: arn.accountId,
    region: arn.region,
    kind: arn.resource.slice(0, slash),
    name: arn.resource.slice(slash + 1),
  };
}

/** Bus and rule of the name in a rule's ARN. Names of partner buses hold slashes, those of rules none. */
export function splitRuleName(name: string): { readonly bus: string; readonly rule: string } {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? { bus: DEFAULT_BUS, rule: name } : { bus: name.slice(0, slash), rule: name.slice(slash + 1) };
}
