import { advance, type HistoryEvent, type Input } from '../../../asl/interpreter/index.ts';
import type { Instant } from '../../../core/clock.ts';
import { eventsText, type Histories } from '../executions/history.ts';
import { chanceOf } from './chance.ts';
import type { End } from './endings.ts';
import type { Live } from './live.ts';
import { noteEffects } from './note-effects.ts';
import { noteInput } from './note-input.ts';

/** The interpreter makes another history of the same steps than the one that clients have seen. */
export class HistoryDiverged extends Error {
  override name = 'HistoryDiverged';
}

/**
 * Goes through the stored steps of an execution again, without doing anything.
 * @param live at its very beginning
 * @throws HistoryDiverged at the first step whose events are not those that were stored
 */
export function goThroughAgain(live: Live, histories: Histories): void {
  const { id, seed } = live.execution;
  for (const { at, input, events: known } of histories.steps(id)) {
    const number = live.step++;
    const { events, effects } = advance(live.run, input, { now: at, chance: chanceOf(seed, number) });
    if (eventsText(events) !== known) throw new HistoryDiverged(`step ${number} has other events than it had`);
    noteInput(live, input);
    noteEffects(live, effects);
  }
}

const LOST = {
  error: 'States.Runtime',
  cause:
    'The execution could not be taken up after a restart: this version of the emulator does not come to the history that it has.',
};

/** How an execution ends that cannot be taken up, written down as its last step. */
export function endLost(execution: number, histories: Histories, at: Instant): End {
  const id = histories.lastEventId(execution) + 1;
  const failed: HistoryEvent = { id, previous: id - 1, type: 'ExecutionFailed', at, details: LOST };
  const input: Input = { kind: 'stop', failure: { Error: LOST.error, Cause: LOST.cause } };
  histories.append(execution, histories.count(execution), { at, input, events: [failed] });
  return { kind: 'end', status: 'FAILED', ...LOST };
}
