import type { Command } from '../command.ts';
import { listDeadLetters } from './dlq/list.ts';
import { redriveDeadLetters } from './dlq/redrive.ts';
import { drill } from './dr/drill.ts';
import { publishEvents } from './events/publish.ts';
import { showEvent } from './events/show.ts';
import { tailEvents } from './events/tail.ts';
import { whyEvent } from './events/why.ts';
import { cancelReplay } from './replays/cancel.ts';
import { planReplay } from './replays/plan.ts';
import { startReplay } from './replays/start.ts';
import { watchReplay } from './replays/watch.ts';
import { clearStage } from './stage/clear.ts';
import { listSubscriptions } from './subscriptions/list.ts';
import { showSubscription } from './subscriptions/show.ts';
import { pauseSubscription, resumeSubscription } from './subscriptions/switch.ts';

/** Every command, by its two words. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'events publish': publishEvents,
  'events tail': tailEvents,
  'events show': showEvent,
  'events why': whyEvent,
  'subscriptions list': listSubscriptions,
  'subscriptions show': showSubscription,
  'subscriptions pause': pauseSubscription,
  'subscriptions resume': resumeSubscription,
  'replays plan': planReplay,
  'replays start': startReplay,
  'replays watch': watchReplay,
  'replays cancel': cancelReplay,
  'dlq list': listDeadLetters,
  'dlq redrive': redriveDeadLetters,
  'dr drill': drill,
  'stage clear': clearStage,
};
