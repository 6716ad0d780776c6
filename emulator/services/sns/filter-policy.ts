import { matches, type Pattern, PatternError, parsePattern } from '../../pattern/index.ts';
import { invalid } from './errors.ts';
import type { MessageAttribute } from './message.ts';

const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

/**
 * A filter policy is an event pattern with limits of its own: five keys, 150 combinations of values,
 * and no nesting where it looks at message attributes.
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 * @throws AwsError `InvalidParameterException`
 */
export function checkFilterPolicy(text: string, scope: string | undefined): void {
  const { clauses } = parsed(text);
  const keys = new Set(clauses.flatMap((clause) => [...clause.keys()]));
  if (keys.size > MOST_KEYS) throw invalid('FilterPolicy: Filter policy can not have more than 5 keys');
  const combinations = clauses.reduce(
    (sum, clause) => sum + [...clause.values()].reduce((product, values) => product * values.length, 1),
    0,
  );
  if (combinations > MOST_COMBINATIONS) throw invalid('FilterPolicy: Filter policy is too complex');
  if (scope !== 'MessageBody' && isNested(JSON.parse(text)))
    throw invalid('FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy');
}

const isNested = (policy: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(policy).some(([key, value]) =>
    key === '$or' && Array.isArray(value)
      ? value.some((each: Readonly<Record<string, unknown>>) => isNested(each))
      : !Array.isArray(value),
  );

function parsed(text: string): Pattern {
  try {
    return parsePattern(text);
  } catch (error) {
    throw error instanceof PatternError ? invalid(`FilterPolicy: ${error.message.split('\n')[0]}`) : error;
  }
}

/** An attribute's value as filters see it: numbers as numbers, `String.Array` as its elements, binary not at all. */
function seenValue({ DataType, StringValue }: MessageAttribute): unknown {
  if (DataType.startsWith('Binary') || StringValue === undefined) return undefined;
  if (DataType.startsWith('Number')) return Number(StringValue);
  if (DataType !== 'String.Array') return StringValue;
  try {
    return JSON.parse(StringValue) as unknown;
  } catch {
    return StringValue;
  }
}

const remembered = new Map<string, Pattern>();
const MOST_REMEMBERED = 1000;

function patternOf(policy: string): Pattern {
  const known = remembered.get(policy);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const pattern = parsed(policy);
  remembered.set(policy, pattern);
  return pattern;
}

/** Whether a message passes the filter policy of a subscription. A body that is no JSON object passes no body filter. */
export function passes(
  attributes: Readonly<Record<string, string>>,
  message: string,
  messageAttributes: Readonly<Record<string, MessageAttribute>>,
): boolean {
  const { FilterPolicy: policy, FilterPolicyScope: scope } = attributes;
  if (policy === undefined) return true;
  if (scope !== 'MessageBody') {
    const seen = Object.entries(messageAttributes).map(([name, value]) => [name, seenValue(value)]);
    return matches(patternOf(policy), JSON.stringify(Object.fromEntries(seen)));
  }
  try {
    return matches(patternOf(policy), message);
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}
