import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { validation } from '../errors.ts';

/** An alarm's state by its name or ARN; undefined where there is none. */
export type StateOf = (alarm: string) => StateValue | undefined;

export interface Rule {
  holds(stateOf: StateOf): boolean;
  /** Names or ARNs of the alarms it looks at. */
  readonly alarms: readonly string[];
}

const TOKEN =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]+)"|'([^']+)'|([^()"'\s]+))\s*\)|(TRUE|FALSE|AND|OR|NOT)\b|([()]))/y;
const MOST_ALARMS = 100;

type Node = (stateOf: StateOf) => boolean;

/**
 * The rule of a composite alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 * @throws AwsError `ValidationException`
 */
export function parseRule(text: string): Rule {
  const alarms: string[] = [];
  const refuse = () => validation(`AlarmRule must not contain syntax errors: ${text}`);
  let at = 0;
  const next = (): RegExpExecArray | undefined => {
    TOKEN.lastIndex = at;
    return TOKEN.exec(text) ?? undefined;
  };
  const takes = (word: string): boolean => {
    const found = next();
    if (found?.[5] !== word && found?.[6] !== word) return false;
    at = TOKEN.lastIndex;
    return true;
  };
  const either = (): Node => {
    let left = both();
    while (takes('OR')) {
      const [a, b] = [left, both()];
      left = (stateOf) => a(stateOf) || b(stateOf);
    }
    return left;
  };
  const both = (): Node => {
    let left = single();
    while (takes('AND')) {
      const [a, b] = [left, single()];
      left = (stateOf) => a(stateOf) && b(stateOf);
    }
    return left;
  };
  const single = (): Node => {
    if (takes('NOT')) {
      const inner = single();
      return (stateOf) => !inner(stateOf);
    }
    if (takes('(')) {
      const inner = either();
      if (!takes(')')) throw refuse();
      return inner;
    }
    if (takes('TRUE')) return () => true;
    if (takes('FALSE')) return () => false;
    const [, value, ...names] = next() ?? [];
    const alarm = names.slice(0, 3).find((name) => name !== undefined);
    if (value === undefined || alarm === undefined) throw refuse();
    at = TOKEN.lastIndex;
    alarms.push(alarm);
    return (stateOf) => stateOf(alarm) === value;
  };
  const whole = either();
  if (text.slice(at).trim() !== '') throw refuse();
  if (new Set(alarms).size > MOST_ALARMS)
    throw validation(`AlarmRule must not reference more than ${MOST_ALARMS} alarms.`);
  return { holds: whole, alarms };
}
