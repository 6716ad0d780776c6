import { isObject } from '../json.ts';
import type { DeadLetter } from './dead-letter.ts';

/** A window to be replayed to one rule. */
export interface RuleWindow {
  readonly ruleArn: string;
  readonly from: Date;
  readonly to: Date;
  readonly letters: readonly DeadLetter[];
}

/** Seconds between two letters that one replay still covers: a replay costs more than a few events twice. */
const GAP = 60;

const timeIn = (value: unknown): number =>
  isObject(value) && typeof value.time === 'string' ? Date.parse(value.time) : Number.NaN;

/**
 * The event's time in milliseconds; undefined: the letter holds no event of a rule. A letter is what the target did not
 * take: the event, or what a transformer made of it, which holds ours as `event`, with the same time.
 */
function timeOf({ body, attributes }: DeadLetter): number | undefined {
  if (attributes.RULE_ARN === undefined) return undefined;
  try {
    const sent: unknown = JSON.parse(body);
    const time = isObject(sent) && 'event' in sent ? timeIn(sent.event) : timeIn(sent);
    return Number.isNaN(time) ? undefined : time;
  } catch {
    return undefined;
  }
}

/**
 * The windows that hold the events of dead letters, by rule. Letters that tell neither rule nor time are left over.
 */
export function ruleWindows(letters: readonly DeadLetter[]): {
  readonly windows: readonly RuleWindow[];
  readonly left: readonly DeadLetter[];
} {
  const timed = letters.flatMap((letter) => {
    const time = timeOf(letter);
    return time === undefined ? [] : [{ letter, time, ruleArn: letter.attributes.RULE_ARN ?? '' }];
  });
  const known = new Set(timed.map(({ letter }) => letter));
  const windows: { ruleArn: string; from: number; to: number; letters: DeadLetter[] }[] = [];
  for (const { letter, time, ruleArn } of timed.sort((a, b) => a.ruleArn.localeCompare(b.ruleArn) || a.time - b.time)) {
    const last = windows.at(-1);
    if (last?.ruleArn === ruleArn && time - last.to <= GAP * 1000) {
      last.to = time;
      last.letters.push(letter);
    } else windows.push({ ruleArn, from: time, to: time, letters: [letter] });
  }
  return {
    windows: windows.map(({ from, to, ...rest }) => ({ ...rest, from: new Date(from), to: new Date(to) })),
    left: letters.filter((letter) => !known.has(letter)),
  };
}
