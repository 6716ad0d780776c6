import { isObject } from '../../json.ts';
import type { BusRule, BusRuleBook } from './bus-rule.ts';
import type { WindowEvents } from './window-events.ts';

/** Fields that are equal in all events of a shape. */
const OF_SHAPE: ReadonlySet<string> = new Set(['source', 'detail-type', 'account', 'region']);

/** Whether a pattern decides by the shape alone, so that one sample speaks for all. */
function decidesByShape(pattern: string): boolean {
  const parsed: unknown = JSON.parse(pattern);
  return isObject(parsed) && Object.keys(parsed).every((field) => OF_SHAPE.has(field));
}

/**
 * How many events of a window a rule matches, asked of EventBridge itself (TestEventPattern) for samples of each shape.
 * Exact where the pattern asks for nothing but source and detail-type; else the share among the samples.
 */
export async function countMatches(
  { pattern }: Pick<BusRule, 'pattern'>,
  { shapes }: WindowEvents,
  book: Pick<BusRuleBook, 'matches'>,
): Promise<{ readonly matches: number; readonly exact: boolean }> {
  const byShape = decidesByShape(pattern);
  let matches = 0;
  let exact = true;
  for (const { events, samples } of shapes) {
    const asked = byShape ? samples.slice(0, 1) : samples;
    const answers = await Promise.all(asked.map((sample) => book.matches(pattern, sample)));
    const yes = answers.filter(Boolean).length;
    matches += (events * yes) / Math.max(1, asked.length);
    if (!byShape && events > samples.length) exact = false;
  }
  return { matches: Math.round(matches), exact };
}
