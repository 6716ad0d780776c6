import type { ReplayPlan } from './replay-plan.ts';

const times = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What whoever starts it should know of its window, and of how it was counted. */
export function notesOnWindow(plan: Omit<ReplayPlan, 'notes'>): readonly string[] {
  const { window, archive, log, quota, completeFrom, createdAt } = plan;
  const notes: string[] = [];
  if (window.from < archive.heldFrom) notes.push(`The archive holds nothing from before ${archive.heldFrom}.`);
  if (window.from < log.heldFrom) {
    notes.push(
      `The log that was counted begins ${log.heldFrom}: the archive may hold more events of this window than are counted here.`,
    );
  }
  if (completeFrom > createdAt)
    notes.push(`The archive surely holds the whole window from ${completeFrom}; the run waits for it.`);
  if (quota.free === 0) notes.push('Ten replays run already; this one waits until one of them ends.');
  return notes;
}

/** What an operator should know of a plan before starting it. */
export function notesOf(plan: Omit<ReplayPlan, 'notes'>): readonly string[] {
  const { rules, towards, events } = plan;
  const notes: string[] = [];
  if (towards.length === 0)
    notes.push('This is a preview of every rule. Plan again with the rules of your choice to start one.');
  notes.push(...notesOnWindow(plan));
  if (events.events === 0) notes.push('The log holds no event of this window.');
  for (const { rule, state, onReplay, had, matches } of rules) {
    if (state === 'DISABLED') notes.push(`The rule ${rule} is disabled and gets nothing until it is enabled.`);
    if (onReplay === 'unsafe' && matches > 0) {
      notes.push(
        `The rule ${rule} is unsafe to repeat${had > 0 ? `, and had ${times(had, 'event')} of this window already` : ''}.`,
      );
    }
  }
  return notes;
}
