import { type Advance, advance, type Effect, type Input } from '../../../asl/interpreter/index.ts';
import type { EventSink } from '../../../core/aws-event.ts';
import type { Cancel } from '../../../core/clock.ts';
import type { ServiceDeps } from '../../../core/service.ts';
import type { Store } from '../../../store/store.ts';
import { countStatus } from '../execution-metrics.ts';
import type { Execution } from '../executions/execution.ts';
import type { Executions } from '../executions/executions.ts';
import type { ExpressStarts } from '../executions/express-starts.ts';
import type { Histories } from '../executions/history.ts';
import type { ExecutionLogs } from '../logging/execution-logs.ts';
import type { DefinitionOf } from '../machines/definitions.ts';
import type { Revision } from '../machines/machine.ts';
import { putStatusEvent } from '../status-event.ts';
import { chanceOf } from './chance.ts';
import { broken, type End, endedAs, errorText } from './endings.ts';
import type { Keeping, Live, OpenMapRun, OpenTask } from './live.ts';
import { makeLive } from './make-live.ts';
import { noteEffects } from './note-effects.ts';
import { noteInput } from './note-input.ts';
import { endLost, goThroughAgain } from './rebuild.ts';

/** What the engine needs of the rest of the service. */
export interface EngineParts {
  readonly deps: ServiceDeps<Store>;
  readonly sink: EventSink;
  readonly executions: Executions;
  readonly histories: Histories;
  readonly expressStarts: ExpressStarts;
  readonly logs: ExecutionLogs;
  readonly definitionOf: DefinitionOf;
  revisionOf(id: string): Revision;
  /** Whether the machine has been deleted: its executions end at their next transition. */
  isDeleting(execution: Execution): boolean;
  /** An execution is over. */
  ended(execution: Execution): void;
  /** Does a task; its outcome is delivered. */
  runTask(live: Live, task: OpenTask): void;
  runMap(live: Live, mapRun: OpenMapRun): void;
}

/** Runs executions: feeds the interpreter, stores what comes of it, and does what it asks for. */
export interface Engine {
  /** Begins an execution and runs it as far as it goes without waiting. */
  start(execution: Execution, revision: Revision, keeping: Keeping): Live;
  /** Tells an execution what happened. */
  deliver(live: Live, input: Input): void;
  /** A running execution by its id. */
  live(id: number): Live | undefined;
  /** Begins an execution of which only the start was kept again, as the same one. */
  restart(execution: Execution, revision: Revision): Live;
  /** Brings a stopped execution back and lets it go on; undefined where its history can no longer be gone through. */
  redrive(execution: Execution): Live | undefined;
  /** Calls back once the execution is over. */
  whenDone(execution: Execution, done: (execution: Execution) => void): Cancel;
  /** Takes up what was running when the process ended. */
  takeUp(): void;
  close(): void;
}

export function createEngine(parts: EngineParts): Engine {
  const { deps, executions, histories, expressStarts, logs } = parts;
  const { clock } = deps;
  const lives = new Map<number, Live>();
  const waiters = new Map<number, Set<(execution: Execution) => void>>();
  let closed = false;

  const step = (live: Live, input: Input): Advance => {
    const now = clock.now();
    const number = live.step++;
    let result: Advance;
    try {
      result = advance(live.run, input, { now, chance: chanceOf(live.execution.seed, number) });
    } catch (error) {
      deps.log.error('an execution broke', { execution: live.execution.arn, error: errorText(error) });
      result = broken(live.run, now);
    }
    noteInput(live, input);
    noteEffects(live, result.effects);
    if (live.keeping === 'history')
      histories.append(live.execution.id, number, { at: now, input, events: result.events });
    logs.append(live, result.events);
    return result;
  };

  const ended = (live: Live, end: End): void => {
    live.execution = endedAs(live.execution, end, clock.now());
    for (const { cancel } of live.timers.values()) cancel?.();
    live.timers.clear();
    lives.delete(live.execution.id);
  };

  const tellDone = ({ execution }: Live): void => {
    const waiting = waiters.get(execution.id);
    waiters.delete(execution.id);
    for (const done of waiting ?? []) done(execution);
  };

  /** Does what is open and has not been begun. */
  const arm = (live: Live, effects: readonly Effect[]): void => {
    for (const effect of effects) {
      if (effect.kind === 'timer') armTimer(live, effect.timer);
      else if (effect.kind === 'task') armTask(live, effect.request.task);
      else if (effect.kind === 'mapRun') armMapRun(live, effect.request.mapRun);
    }
    if (live.yielded) setImmediate(() => live.yielded && deliver(live, { kind: 'continue' }));
  };
  const armTimer = (live: Live, number: number): void => {
    const timer = live.timers.get(number);
    if (timer) timer.cancel = clock.at(timer.at, () => deliver(live, { kind: 'timer', timer: number }));
  };
  const armTask = (live: Live, number: number): void => {
    const task = live.tasks.get(number);
    if (task) parts.runTask(live, task);
  };
  const armMapRun = (live: Live, number: number): void => {
    const mapRun = live.mapRuns.get(number);
    if (mapRun) parts.runMap(live, mapRun);
  };
  const armAll = (live: Live): void => {
    for (const number of live.timers.keys()) armTimer(live, number);
    for (const number of live.tasks.keys()) armTask(live, number);
    for (const number of live.mapRuns.keys()) armMapRun(live, number);
    arm(live, []);
  };

  const announce = (execution: Execution): void => {
    countStatus(parts.deps.metrics, execution);
    if (execution.type === 'STANDARD') putStatusEvent(parts.sink, execution, clock.now());
  };

  function deliver(live: Live, input: Input): void {
    if (closed || lives.get(live.execution.id) !== live) return;
    const stops = parts.isDeleting(live.execution) && input.kind !== 'taskHeartbeat';
    const { effects } = step(live, stops ? { kind: 'stop', failure: {} } : input);
    const end = effects.find((effect) => effect.kind === 'end');
    if (!end) {
      arm(live, effects);
      return;
    }
    ended(live, end);
    if (live.keeping === 'history' || live.execution.child) executions.update(live.execution);
    if (live.keeping === 'start') expressStarts.remove(live.execution.id);
    announce(live.execution);
    tellDone(live);
    parts.ended(live.execution);
  }

  /** The execution as its stored steps left it; undefined where they cannot be gone through again. */
  const rebuild = (execution: Execution): Live | undefined => {
    try {
      const live = makeLive(execution, parts.revisionOf(execution.revision), 'history', parts.definitionOf);
      goThroughAgain(live, histories);
      return live;
    } catch (error) {
      deps.log.error('an execution could not be taken up', { execution: execution.arn, error: errorText(error) });
      return undefined;
    }
  };
  const giveUp = (execution: Execution): void => {
    const lost = endedAs(execution, endLost(execution.id, histories, clock.now()), clock.now());
    executions.update(lost);
    announce(lost);
    parts.ended(lost);
  };

  const start = (execution: Execution, revision: Revision, keeping: Keeping): Live => {
    const live = makeLive(execution, revision, keeping, parts.definitionOf);
    lives.set(execution.id, live);
    announce(live.execution);
    const { effects } = step(live, { kind: 'start' });
    const end = effects.find((effect) => effect.kind === 'end');
    if (end) ended(live, end);
    if (keeping === 'history' || execution.child) executions.insert(live.execution);
    if (end) {
      announce(live.execution);
      tellDone(live);
      return live;
    }
    if (keeping === 'start') expressStarts.put(execution);
    arm(live, effects);
    return live;
  };

  return {
    start,
    deliver,
    live: (id) => lives.get(id),
    restart(execution, revision) {
      const { stopped: _stopped, output: _output, error: _error, cause: _cause, ...before } = execution;
      executions.remove(execution.id);
      return start({ ...before, status: 'RUNNING' }, revision, 'nothing');
    },
    redrive(execution) {
      const live = rebuild(execution);
      if (!live) return undefined;
      const { error: _error, cause: _cause, stopped: _stopped, ...before } = execution;
      live.execution = {
        ...before,
        status: 'RUNNING',
        redriveCount: execution.redriveCount + 1,
        redriven: clock.now(),
      };
      lives.set(execution.id, live);
      executions.update(live.execution);
      announce(live.execution);
      deliver(live, { kind: 'redrive' });
      return live;
    },
    whenDone(execution, done) {
      if (!lives.has(execution.id)) {
        const now = executions.byId(execution.id);
        if (now && now.status !== 'RUNNING') done(now);
        return () => {};
      }
      const waiting = waiters.get(execution.id) ?? new Set();
      waiting.add(done);
      waiters.set(execution.id, waiting);
      return () => waiting.delete(done);
    },
    takeUp() {
      const taken: Live[] = [];
      for (const execution of executions.running()) {
        if (execution.type === 'EXPRESS') continue;
        const live = rebuild(execution);
        if (live) {
          lives.set(execution.id, live);
          taken.push(live);
        } else giveUp(execution);
      }
      for (const live of taken) armAll(live);
      for (const execution of expressStarts.all()) {
        try {
          start(execution, parts.revisionOf(execution.revision), 'start');
        } catch (error) {
          deps.log.error('an execution could not begin again', { execution: execution.arn, error: errorText(error) });
          expressStarts.remove(execution.id);
        }
      }
    },
    close() {
      closed = true;
      for (const live of lives.values()) {
        for (const { cancel } of live.timers.values()) cancel?.();
        for (const { abort } of live.tasks.values()) abort.abort();
      }
      lives.clear();
    },
  };
}
