import type { Place } from '../../../core/arn.ts';
import type { ConditionKeys } from '../../../core/needed-permission.ts';
import { busRef } from '../buses/bus.ts';
import type { EventsState } from '../state.ts';
import { ruleKey } from './rule.ts';

/**
 * What conditions can ask of the rule that a call is about; nothing where there is none yet.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
 */
export function keysOfRule(
  state: EventsState,
  name: string | undefined,
  bus: string | undefined,
  context: Place,
): ConditionKeys {
  const ref = busRef(bus, context);
  const rule = state.rules.get(ruleKey(ref.place, ref.name, name ?? ''));
  return rule ? { 'events:creatoraccount': rule.createdBy, 'events:managedby': rule.managedBy } : {};
}

/** The fields of a pattern that conditions can ask for. */
const FIELDS: readonly string[][] = [
  ['source'],
  ['detail-type'],
  ['detail', 'service'],
  ['detail', 'eventTypeCode'],
  ['detail', 'userIdentity', 'principalId'],
];

const at = (value: unknown, [name, ...deeper]: readonly string[]): unknown => {
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? at((value as Readonly<Record<string, unknown>>)[name], deeper)
    : undefined;
};

/** A filter that is no literal, such as a prefix, stands as its JSON text, so that it never passes for a literal. */
const textOf = (filter: unknown): string => (typeof filter === 'string' ? filter : JSON.stringify(filter));

/** What conditions can ask of the pattern that a rule is to have; nothing of a text that is no JSON object. */
export function keysOfPattern(text: string | undefined): ConditionKeys {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  const keys = FIELDS.map((path): [string, readonly string[] | undefined] => {
    const filters = at(pattern, path);
    return [`events:${path.join('.').toLowerCase()}`, Array.isArray(filters) ? filters.map(textOf) : undefined];
  });
  return Object.fromEntries(keys);
}
