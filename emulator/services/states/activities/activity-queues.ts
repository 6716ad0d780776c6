import type { TaskRequest } from '../../../asl/interpreter/index.ts';
import type { Cancel, Clock } from '../../../core/clock.ts';

/** A task that waits for a worker. */
export interface WaitingTask {
  readonly execution: number;
  readonly request: TaskRequest;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** GetActivityTask keeps the connection for so long. https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html */
const POLL = 60_000;

/**
 * The tasks of activities in their order, and the workers that wait for one. In memory only: after a start
 * the executions put their tasks in again.
 */
export interface ActivityQueues {
  /** False: there is no such activity. */
  add(activityArn: string, task: WaitingTask): boolean;
  /** Waits for a task up to a minute; undefined: none came, or the worker has gone. */
  take(activityArn: string, signal: AbortSignal | undefined): Promise<WaitingTask | undefined>;
  close(): void;
}

export function createActivityQueues(clock: Clock, exists: (activityArn: string) => boolean): ActivityQueues {
  const tasks = new Map<string, WaitingTask[]>();
  const workers = new Map<string, Set<(task: WaitingTask | undefined) => void>>();

  const next = (arn: string): WaitingTask | undefined => {
    const queue = tasks.get(arn) ?? [];
    for (let task = queue.shift(); task; task = queue.shift()) if (!task.signal.aborted) return task;
    return undefined;
  };

  return {
    add(arn, task) {
      if (!exists(arn)) return false;
      const [worker] = workers.get(arn) ?? [];
      if (worker) worker(task);
      else tasks.set(arn, [...(tasks.get(arn) ?? []), task]);
      return true;
    },
    take(arn, signal) {
      const task = next(arn);
      if (task) return Promise.resolve(task);
      return new Promise((resolve) => {
        const waiting = workers.get(arn) ?? new Set();
        workers.set(arn, waiting);
        let cancel: Cancel = () => {};
        const done = (found: WaitingTask | undefined): void => {
          cancel();
          waiting.delete(done);
          resolve(found);
        };
        cancel = clock.at(clock.now() + POLL, () => done(undefined));
        signal?.addEventListener('abort', () => done(undefined), { once: true });
        waiting.add(done);
      });
    },
    close() {
      for (const waiting of workers.values()) for (const done of waiting) done(undefined);
    },
  };
}
