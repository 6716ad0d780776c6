/**
 * Where dead letters wait, and how each is brought on its way again. Of a `rule`, EventBridge could not deliver the
 * event to the target: its window is replayed to that rule. A `consumer` gave the message up: it goes back to the
 * queue that it read. Of a `stream`, Lambda tells where the changes of orders stand that could not be
 * published. Events of the default bus are `unarchived`, so somebody does `instead` what the rule would have caused.
 */
export type DeadLetterQueue =
  | { readonly kind: 'rule'; readonly bus: 'bus' | 'holding' }
  | { readonly kind: 'consumer'; readonly back: string }
  | { readonly kind: 'stream' }
  | { readonly kind: 'unarchived'; readonly instead: string };

/** By the end of the queue's name; `infrastructure/dead-letters.yml` and its neighbours make them. */
export const DEAD_LETTER_QUEUES: Readonly<Record<string, DeadLetterQueue>> = {
  'orders-to-queue-dead': { kind: 'rule', bus: 'bus' },
  'supply-to-queue-dead': { kind: 'rule', bus: 'bus' },
  'github-to-queue-dead': { kind: 'rule', bus: 'bus' },
  'events-to-log-dead': { kind: 'rule', bus: 'bus' },
  'events-to-standby-dead': { kind: 'rule', bus: 'bus' },
  'placed-order-to-fulfilment-dead': { kind: 'rule', bus: 'bus' },
  'subscriptions-dead': { kind: 'rule', bus: 'bus' },
  'holding-dead': { kind: 'rule', bus: 'holding' },
  'import-dead': { kind: 'unarchived', instead: 'Drop the file again; its events are published once.' },
  'replay-ended-dead': {
    kind: 'unarchived',
    instead: 'Invoke the function sweep-replays, which cleans up after every run that is over; it does so every hour.',
  },
  'orders-failed': { kind: 'consumer', back: 'orders' },
  'supply-failed': { kind: 'consumer', back: 'supply' },
  'unpublished-failed': { kind: 'consumer', back: 'unpublished' },
  'relay-failed': { kind: 'stream' },
  'webhooks-failed': { kind: 'consumer', back: 'webhooks' },
};
