import { replayPorts } from '../../lib/aws/replay-ports.ts';
import { taskHandler } from '../../lib/aws/task-handler.ts';
import { type Verification, verifyRun } from '../../lib/replays/runs/verify-run.ts';

const { log, store, ...ports } = replayPorts();

/** Compares what came again with the plan, and writes the receipt. Idempotency key: the plan's id. */
export const handler = taskHandler(async (verification: Verification) => {
  const receipt = await verifyRun(verification, {
    ...ports,
    replayed: (window, since, rules) => log.replayed(window, since, rules),
    remember: (rate) => store.remember(rate),
    now: Date.now(),
  });
  return receipt ?? null;
});
