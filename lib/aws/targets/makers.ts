import type { TargetMakers } from '../../subscriptions/subscription.ts';
import { logs } from '../logs.ts';
import { sqs } from '../sqs.ts';
import { logGroup } from './log-group.ts';
import { madeQueue } from './made-queue.ts';
import { ownEventBus } from './own-event-bus.ts';
import { ownQueue } from './own-queue.ts';
import type { TargetSettings } from './target-settings.ts';
import { webhook } from './webhook.ts';
import { workflow } from './workflow.ts';

/** Every kind of target there is. A new kind is one file, one line here, and its form in the request's schema. */
export const targetMakers = (settings: TargetSettings): TargetMakers => ({
  queue: madeQueue(sqs, settings),
  sqs: ownQueue(settings),
  'event-bus': ownEventBus(settings),
  webhook: webhook(settings),
  'log-group': logGroup(logs, settings),
  workflow: workflow(settings),
});
