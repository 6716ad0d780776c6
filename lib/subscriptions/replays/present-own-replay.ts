import { notesOnWindow } from '../../replays/plans/notes.ts';
import type { PlannedRule, ReplayPlan } from '../../replays/plans/replay-plan.ts';
import type { OwnReplay } from './watch-own-replay.ts';

function warningsOf(plan: ReplayPlan, rule: PlannedRule | undefined): readonly string[] {
  const { matches = 0, exact = true, had = 0 } = rule ?? {};
  return [
    ...notesOnWindow(plan),
    ...(matches === 0 ? ['None of your events of this window matches the pattern as it is now.'] : []),
    ...(exact ? [] : ['The pattern looks into the data: how many events match is estimated from samples.']),
    ...(had > 0 ? [`${had} of them came to you already, and come again. Keep the ids you have worked on.`] : []),
  ];
}

/** What an integrator sees of a plan: its own events, and nobody else's, though a replay reads them all. */
export function presentOwnPlan(plan: ReplayPlan) {
  const { planId, createdAt, expiresAt, window, eventId, rules, duration, archive, completeFrom } = plan;
  const [rule] = rules;
  return {
    planId,
    createdAt,
    expiresAt,
    window,
    ...(eventId === undefined ? {} : { eventId }),
    events: {
      matches: rule?.matches ?? 0,
      exact: rule?.exact ?? true,
      byType: rule?.byType ?? {},
      alreadyDelivered: rule?.had ?? 0,
    },
    archive: { heldFrom: archive.heldFrom, completeFrom },
    duration: { seconds: duration.seconds, basis: duration.basis },
    warnings: warningsOf(plan, rule),
  };
}

/** What an integrator sees of a run. */
export function presentOwnReplay({ plan, run }: OwnReplay) {
  const { planId, state, reason, startedAt, endedAt, receipt, windows } = run;
  const replayedTo = windows[0]?.replayedTo;
  return {
    planId,
    state,
    reason,
    window: plan.window,
    ...(plan.eventId === undefined ? {} : { eventId: plan.eventId }),
    expected: plan.rules[0]?.matches ?? 0,
    progress: windows[0]?.state ?? 'WAITING',
    ...(replayedTo === undefined ? {} : { replayedTo }),
    startedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(receipt === undefined
      ? {}
      : {
          receipt: {
            verdict: receipt.verdict,
            causes: receipt.causes,
            delivered: receipt.rules[0]?.delivered ?? 0,
            deadLettered: receipt.rules[0]?.deadLettered ?? 0,
            seconds: receipt.seconds,
            digest: receipt.digest,
          },
        }),
  };
}
