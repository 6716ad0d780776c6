import type { Place } from '../../core/arn.ts';
import type { Cancel, Instant } from '../../core/clock.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { createMessages, type Messages } from './messages.ts';
import { parseQueueUrl, type Queue, queueArn, queueDoesNotExist, queueKey } from './queue.ts';

/** Names that may not be taken again yet, and purges that may not be repeated yet. */
interface Marks {
  readonly until: Instant;
}

export interface SqsState {
  readonly deps: ServiceDeps<Store>;
  readonly queues: Collection<Queue>;
  readonly counters: Collection<{ readonly value: number }>;
  readonly marks: Collection<Marks>;
  readonly messages: Messages;
  /** Long polls that wait for a queue; each is called once when something may have become visible. */
  readonly waiting: Map<number, Set<() => void>>;
}

/** Message ids that one run of the emulator has to itself. */
const IDS_A_RUN = 2 ** 31;

export function createState(deps: ServiceDeps<Store>): SqsState {
  const counters = deps.store.collection<{ readonly value: number }>('sqs.counters');
  return {
    deps,
    counters,
    queues: deps.store.collection<Queue>('sqs.queues'),
    marks: deps.store.collection('sqs.marks'),
    messages: createMessages(deps.store, nextNumber({ counters }, 'run') * IDS_A_RUN),
    waiting: new Map(),
  };
}

/** The next number of a series that never repeats, across restarts too. */
export function nextNumber({ counters }: Pick<SqsState, 'counters'>, series: string): number {
  const value = (counters.get(series)?.value ?? 0) + 1;
  counters.put(series, { value });
  return value;
}

export const queueUrl = ({ deps }: SqsState, queue: Queue): string =>
  `${deps.endpoint()}/${queue.accountId}/${queue.name}`;

/** @throws AwsError `QueueDoesNotExist` */
export function queueOf(state: SqsState, url: string, { accountId, region }: Place): Queue {
  const parsed = parseQueueUrl(url);
  const queue = state.queues.get(queueKey({ accountId: parsed.accountId ?? accountId, region }, parsed.name));
  if (!queue) throw queueDoesNotExist();
  return queue;
}

/**
 * The ARN that a permission on a queue URL is asked for, whether the queue exists or not. An AWS service is
 * admitted by the queue's policy alone: where there is no queue, that is what it is told.
 * @throws AwsError `QueueDoesNotExist` to an AWS service
 */
export function arnOfUrl(
  { QueueUrl }: { QueueUrl?: string | undefined },
  context: RequestContext,
  { queues }: SqsState,
): string {
  const { accountId = context.accountId, name } = parseQueueUrl(QueueUrl ?? '');
  const place = { accountId, region: context.region };
  if (context.caller.kind === 'service' && !queues.has(queueKey(place, name))) throw queueDoesNotExist();
  return queueArn({ ...place, name });
}

/** Wakes every long poll of a queue. */
export function wake({ waiting }: SqsState, queue: number): void {
  const waiters = waiting.get(queue);
  if (!waiters) return;
  waiting.delete(queue);
  for (const each of waiters) each();
}

/** Resolves when a message may have become visible, at `deadline`, or when the client has gone. */
export function arrival(
  state: SqsState,
  queue: number,
  deadline: Instant,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { clock } = state.deps;
  const next = state.messages.nextVisible(queue, clock.now());
  return new Promise((resolve) => {
    let cancel: Cancel = () => {};
    const done = (): void => {
      cancel();
      signal?.removeEventListener('abort', done);
      state.waiting.get(queue)?.delete(done);
      resolve();
    };
    const waiters = state.waiting.get(queue) ?? new Set();
    waiters.add(done);
    state.waiting.set(queue, waiters);
    signal?.addEventListener('abort', done);
    cancel = clock.at(Math.min(deadline, next ?? deadline), done);
  });
}
