import { isObject } from '../../json.ts';
import type { BusRule, BusRuleBook } from './bus-rule.ts';
import type { Matches } from './replay-plan.ts';
import type { Shape, WindowEvents } from './window-events.ts';

type Pattern = Readonly<Record<string, unknown>>;

/** Fields that are equal in all events of a shape. */
const OF_SHAPE: ReadonlySet<string> = new Set(['source', 'detail-type', 'account', 'region']);

/** The patterns of which one must match: those of an `$or` at the top, each with what stands beside it. */
function branchesOf({ $or, ...beside }: Pattern): readonly Pattern[] {
  if (!Array.isArray($or)) return [beside];
  return $or.filter(isObject).map((branch) => ({ ...beside, ...branch }));
}

/** What a branch asks of an event's shape; the whole branch, or less than it. */
const shapePart = (branch: Pattern): Pattern =>
  Object.fromEntries(Object.entries(branch).filter(([field]) => OF_SHAPE.has(field)));

const isWhole = (part: Pattern, branch: Pattern): boolean => Object.keys(part).length === Object.keys(branch).length;

/**
 * How many events of a window a rule matches, asked of EventBridge itself (TestEventPattern). One sample speaks for its
 * whole shape where source and detail-type decide; where the pattern looks deeper, the share among the samples counts.
 */
export async function countMatches(
  { pattern }: Pick<BusRule, 'pattern'>,
  { shapes }: WindowEvents,
  book: Pick<BusRuleBook, 'matches'>,
): Promise<Matches> {
  const parsed: unknown = JSON.parse(pattern);
  const branches = branchesOf(isObject(parsed) ? parsed : {});
  const shareOf = async ({ samples, events }: Shape): Promise<{ share: number; exact: boolean }> => {
    const [sample = '{}'] = samples;
    let undecided = false;
    for (const branch of branches) {
      const part = shapePart(branch);
      const fits = Object.keys(part).length === 0 || (await book.matches(JSON.stringify(part), sample));
      if (fits && isWhole(part, branch)) return { share: 1, exact: true };
      undecided ||= fits;
    }
    if (!undecided) return { share: 0, exact: true };
    const answers = await Promise.all(samples.map((each) => book.matches(pattern, each)));
    return { share: answers.filter(Boolean).length / samples.length, exact: events <= samples.length };
  };
  let matches = 0;
  let exact = true;
  const byType: Record<string, number> = {};
  for (const shape of shapes) {
    const counted = await shareOf(shape);
    const matching = Math.round(shape.events * counted.share);
    matches += matching;
    if (matching > 0) byType[shape.detailType] = (byType[shape.detailType] ?? 0) + matching;
    exact &&= counted.exact;
  }
  return { matches, byType, exact };
}
